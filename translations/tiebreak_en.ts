<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB">
<context>
    <name>PreflightLines</name>
    <message numerus="yes">
        <source>%n row(s) longer than the maximum length are cut at the end</source>
        <translation>
            <numerusform>%n row longer than the maximum length is cut at the end</numerusform>
            <numerusform>%n rows longer than the maximum length are cut at the end</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) dropped</source>
        <translation>
            <numerusform>%n row dropped</numerusform>
            <numerusform>%n rows dropped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) stand twice</source>
        <translation>
            <numerusform>%n row stands twice</numerusform>
            <numerusform>%n rows stand twice</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) say the opposite of another</source>
        <translation>
            <numerusform>%n row says the opposite of another</numerusform>
            <numerusform>%n rows say the opposite of another</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) held out for measuring</source>
        <translation>
            <numerusform>%n row held out for measuring</numerusform>
            <numerusform>%n rows held out for measuring</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n held-out row(s) are trained on too</source>
        <translation>
            <numerusform>%n held-out row is trained on too</numerusform>
            <numerusform>%n held-out rows are trained on too</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n held-out row(s) are nearly one trained on</source>
        <translation>
            <numerusform>%n held-out row is nearly one trained on</numerusform>
            <numerusform>%n held-out rows are nearly one trained on</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResponseWords</name>
    <message numerus="yes">
        <source>%n words</source>
        <translation>
            <numerusform>%n word</numerusform>
            <numerusform>%n words</numerusform>
        </translation>
    </message>
</context>
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
    <name>tiebreak::ColumnTools</name>
    <message numerus="yes">
        <source>Responses %1 and %2 share %n words; the rest is marked</source>
        <translation>
            <numerusform>Responses %1 and %2 share %n word; the rest is marked</numerusform>
            <numerusform>Responses %1 and %2 share %n words; the rest is marked</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tiebreak::CompareCard</name>
    <message numerus="yes">
        <source>%n versions</source>
        <translation>
            <numerusform>%n version</numerusform>
            <numerusform>%n versions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Makes %n columns; those that differ in parameters or model share their seed.</source>
        <translation>
            <numerusform>Makes %n column.</numerusform>
            <numerusform>Makes %n columns; those that differ in parameters or model share their seed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tiebreak::ConversationStrip</name>
    <message numerus="yes">
        <source>Conversation, %n turns</source>
        <translation>
            <numerusform>Conversation, %n turn</numerusform>
            <numerusform>Conversation, %n turns</numerusform>
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
    <name>tiebreak::HistoryPanel</name>
    <message numerus="yes">
        <source>%n places</source>
        <translation>
            <numerusform>%n place</numerusform>
            <numerusform>%n places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tiebreak::JudgementDraft</name>
    <message numerus="yes">
        <source>%n tag(s)</source>
        <translation>
            <numerusform>%n tag</numerusform>
            <numerusform>%n tags</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dimension(s)</source>
        <translation>
            <numerusform>%n dimension</numerusform>
            <numerusform>%n dimensions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tiebreak::KeepingSection</name>
    <message numerus="yes">
        <source>%n responses</source>
        <translation>
            <numerusform>%n response</numerusform>
            <numerusform>%n responses</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tiebreak::LabelPage</name>
    <message numerus="yes">
        <source>%n pair(s) imported.</source>
        <translation>
            <numerusform>%n pair imported.</numerusform>
            <numerusform>%n pairs imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) left out, the first: %1.</source>
        <translation>
            <numerusform>%n line left out: %1.</numerusform>
            <numerusform>%n lines left out, the first: %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tiebreak::MainWindow</name>
    <message numerus="yes">
        <source>, %n min left</source>
        <translation>
            <numerusform>, %n min left</numerusform>
            <numerusform>, %n min left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tiebreak::MeanChart</name>
    <message numerus="yes">
        <source>Mean against n: %1 ± %2 after %n responses</source>
        <translation>
            <numerusform>Mean against n: %1 ± %2 after %n response</numerusform>
            <numerusform>Mean against n: %1 ± %2 after %n responses</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tiebreak::ModelsPage</name>
    <message numerus="yes">
        <source>%n on this machine, nothing copied</source>
        <translation>
            <numerusform>%n on this machine, nothing copied</numerusform>
            <numerusform>%n on this machine, nothing copied</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tiebreak::PackSection</name>
    <message numerus="yes">
        <source>%n query(s) with open pairs written.</source>
        <translation>
            <numerusform>%n query with open pairs written.</numerusform>
            <numerusform>%n queries with open pairs written.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n judgement(s) written.</source>
        <translation>
            <numerusform>%n judgement written.</numerusform>
            <numerusform>%n judgements written.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new response(s) to judge.</source>
        <translation>
            <numerusform>%n new response to judge.</numerusform>
            <numerusform>%n new responses to judge.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new judgement(s).</source>
        <translation>
            <numerusform>%n new judgement.</numerusform>
            <numerusform>%n new judgements.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left out: their responses are not here.</source>
        <translation>
            <numerusform>%n left out: its responses are not here.</numerusform>
            <numerusform>%n left out: their responses are not here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tiebreak::ParameterPanel</name>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n changed</numerusform>
            <numerusform>%n changed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tiebreak::PlaygroundFiles</name>
    <message numerus="yes">
        <source>%n presets are read from %1.</source>
        <translation>
            <numerusform>%n preset is read from %1.</numerusform>
            <numerusform>%n presets are read from %1.</numerusform>
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
    <name>tiebreak::RenderedPromptView</name>
    <message numerus="yes">
        <source>%n older messages do not fit and are left out: the model does not see them. Use fewer new tokens or begin a new conversation.</source>
        <translation>
            <numerusform>%n older message does not fit and is left out: the model does not see it. Use fewer new tokens or begin a new conversation.</numerusform>
            <numerusform>%n older messages do not fit and are left out: the model does not see them. Use fewer new tokens or begin a new conversation.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tiebreak::Replay</name>
    <message numerus="yes">
        <source>Replay made the same %n tokens, byte for byte.</source>
        <translation>
            <numerusform>Replay made the same %n token, byte for byte.</numerusform>
            <numerusform>Replay made the same %n tokens, byte for byte.</numerusform>
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
    <name>tiebreak::RewardHistogram</name>
    <message numerus="yes">
        <source>Histogram of %n scores; most are from %1 to %2</source>
        <translation>
            <numerusform>Histogram of %n score; it is from %1 to %2</numerusform>
            <numerusform>Histogram of %n scores; most are from %1 to %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tiebreak::RunDataForm</name>
    <message numerus="yes">
        <source>%n judgement(s) to train on.</source>
        <translation>
            <numerusform>%n judgement to train on.</numerusform>
            <numerusform>%n judgements to train on.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tie(s)</source>
        <translation>
            <numerusform>%n tie</numerusform>
            <numerusform>%n ties</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n both bad</source>
        <translation>
            <numerusform>%n both bad</numerusform>
            <numerusform>%n both bad</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n skipped</source>
        <translation>
            <numerusform>%n skipped</numerusform>
            <numerusform>%n skipped</numerusform>
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
<context>
    <name>tiebreak::TokenPanel</name>
    <message numerus="yes">
        <source>%n tokens copied</source>
        <translation>
            <numerusform>%n token copied</numerusform>
            <numerusform>%n tokens copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Looking at %n tokens</source>
        <translation>
            <numerusform>Looking at %n token</numerusform>
            <numerusform>Looking at %n tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tiebreak::TrainPage</name>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n running</source>
        <translation>
            <numerusform>, %n running</numerusform>
            <numerusform>, %n running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n judgement(s) are ready.</source>
        <translation>
            <numerusform>%n judgement is ready.</numerusform>
            <numerusform>%n judgements are ready.</numerusform>
        </translation>
    </message>
</context>
</TS>
