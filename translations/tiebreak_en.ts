<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB">
<context>
    <name>tiebreak::BannerStack</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tiebreak::EngineClient</name>
    <message numerus="yes">
        <source>The engine did not answer within %n s of its start.</source>
        <translation>
            <numerusform>The engine did not answer within %n s of its start.</numerusform>
            <numerusform>The engine did not answer within %n s of its start.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tiebreak::FirstRunView</name>
    <message numerus="yes">
        <source>%n responses at different temperatures</source>
        <translation>
            <numerusform>%n response</numerusform>
            <numerusform>%n responses at different temperatures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Runs on the CPU, %n threads</source>
        <translation>
            <numerusform>Runs on the CPU, %n thread</numerusform>
            <numerusform>Runs on the CPU, %n threads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more models on this machine</source>
        <translation>
            <numerusform>%n more model on this machine</numerusform>
            <numerusform>%n more models on this machine</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tiebreak::PlaygroundPage</name>
    <message numerus="yes">
        <source>%n rows, %1 tokens/s</source>
        <translation>
            <numerusform>%n row, %1 tokens/s</numerusform>
            <numerusform>%n rows, %1 tokens/s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tiebreak::QueryCard</name>
    <message numerus="yes">
        <source>%n responses</source>
        <translation>
            <numerusform>%n response</numerusform>
            <numerusform>%n responses</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tiebreak::ResponseColumn</name>
    <message numerus="yes">
        <source>%n tokens</source>
        <translation>
            <numerusform>%n token</numerusform>
            <numerusform>%n tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reading the prompt, %n tokens</source>
        <translation>
            <numerusform>Reading the prompt, %n token</numerusform>
            <numerusform>Reading the prompt, %n tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tiebreak::StatusBar</name>
    <message numerus="yes">
        <source>CPU, %n threads</source>
        <translation>
            <numerusform>CPU, %n thread</numerusform>
            <numerusform>CPU, %n threads</numerusform>
        </translation>
    </message>
</context>
</TS>
