<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>EngineEnd</name>
    <message>
        <source>The engine stopped: the system was out of memory and ended it.</source>
        <translation>Die Engine steht: dem System fehlte Speicher, es hat sie beendet.</translation>
    </message>
    <message>
        <source>The engine stopped: something outside ended it (signal 9).</source>
        <translation>Die Engine steht: sie wurde von außen beendet (Signal 9).</translation>
    </message>
    <message>
        <source>The engine crashed (signal %1, %2).</source>
        <translation>Die Engine ist abgestürzt (Signal %1, %2).</translation>
    </message>
    <message>
        <source>The engine ended by itself.</source>
        <translation>Die Engine hat sich selbst beendet.</translation>
    </message>
    <message>
        <source>The engine stopped: out of memory. Use a shorter context.</source>
        <translation>Die Engine steht: Speicher voll. Einen kürzeren Kontext verwenden.</translation>
    </message>
    <message>
        <source>The engine stopped with exit code %1.</source>
        <translation>Die Engine endete mit Code %1.</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Playground</source>
        <translation>Spielfeld</translation>
    </message>
</context>
<context>
    <name>SamplerParameters</name>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>Top-k</source>
        <translation>Top-k</translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>Min-p</source>
        <translation>Min-p</translation>
    </message>
    <message>
        <source>Repetition penalty</source>
        <translation>Wiederholungsstrafe</translation>
    </message>
    <message>
        <source>Minimum new tokens</source>
        <translation>Mindestens neue Token</translation>
    </message>
    <message>
        <source>Maximum new tokens</source>
        <translation>Höchstens neue Token</translation>
    </message>
</context>
<context>
    <name>tiebreak::Banner</name>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>tiebreak::BannerStack</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weitere</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tiebreak::CommandPalette</name>
    <message>
        <source>Find any action</source>
        <translation>Jede Aktion finden</translation>
    </message>
</context>
<context>
    <name>tiebreak::EngineClient</name>
    <message numerus="yes">
        <source>The engine did not answer within %n s of its start.</source>
        <translation>
            <numerusform>Die Engine hat %n s nach dem Start nicht geantwortet.</numerusform>
            <numerusform>Die Engine hat %n s nach dem Start nicht geantwortet.</numerusform>
        </translation>
    </message>
    <message>
        <source>The engine cannot be started: %1 is not there or not a program.</source>
        <translation>Die Engine lässt sich nicht starten: %1 fehlt oder ist kein Programm.</translation>
    </message>
    <message>
        <source>The engine sent a message that is too long.</source>
        <translation>Die Engine hat eine zu lange Nachricht gesendet.</translation>
    </message>
    <message>
        <source>The engine sent something this window does not understand. Use an engine of the same version.</source>
        <translation>Die Engine hat etwas gesendet, das dieses Fenster nicht versteht. Eine Engine derselben Version verwenden.</translation>
    </message>
    <message>
        <source>The engine speaks version %1, this window version %2. Build both from the same source.</source>
        <translation>Die Engine spricht Version %1, dieses Fenster Version %2. Beide aus derselben Quelle bauen.</translation>
    </message>
</context>
<context>
    <name>tiebreak::FirstRunView</name>
    <message numerus="yes">
        <source>%n responses at different temperatures</source>
        <translation>
            <numerusform>%n Antwort</numerusform>
            <numerusform>%n Antworten bei verschiedenen Temperaturen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 GB of memory, %2 GB free</source>
        <translation>%1 GB Speicher, %2 GB frei</translation>
    </message>
    <message numerus="yes">
        <source>Runs on the CPU, %n threads</source>
        <translation>
            <numerusform>Läuft auf der CPU, %n Thread</numerusform>
            <numerusform>Läuft auf der CPU, %n Threads</numerusform>
        </translation>
    </message>
    <message>
        <source>Runs on this machine</source>
        <translation>Läuft auf diesem Rechner</translation>
    </message>
    <message>
        <source>No NVIDIA driver found</source>
        <translation>Kein NVIDIA-Treiber gefunden</translation>
    </message>
    <message>
        <source>Training a 135M model on the CPU takes minutes, not hours</source>
        <translation>Ein 135M-Modell trainiert auf der CPU in Minuten, nicht Stunden</translation>
    </message>
    <message>
        <source>Used for sampling and training</source>
        <translation>Für Antworten und Training verwendet</translation>
    </message>
    <message>
        <source>Everything you make stays in this folder</source>
        <translation>Alles, was hier entsteht, bleibt in diesem Ordner</translation>
    </message>
    <message>
        <source>Name on your judgements</source>
        <translation>Name auf den Urteilen</translation>
    </message>
    <message>
        <source>Used to compare annotators</source>
        <translation>Zum Vergleich der Urteilenden</translation>
    </message>
    <message numerus="yes">
        <source>%n more models on this machine</source>
        <translation>
            <numerusform>%n weiteres Modell auf diesem Rechner</numerusform>
            <numerusform>%n weitere Modelle auf diesem Rechner</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is copied</source>
        <translation>Nichts wird kopiert</translation>
    </message>
    <message>
        <source>Which answer is better?</source>
        <translation>Welche Antwort ist besser?</translation>
    </message>
    <message>
        <source>Ask a model, judge its answers, train on your judgements, and measure whether it got better. Offline, on this machine.</source>
        <translation>Ein Modell fragen, seine Antworten beurteilen, mit den Urteilen trainieren und messen, ob es besser wurde. Offline, auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Ask anything, for example: Write a two-line apology to a neighbour about the noise.</source>
        <translation>Beliebige Frage, zum Beispiel: Write a two-line apology to a neighbour about the noise.</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>The loop</source>
        <translation>Der Kreis</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>Your workspace</source>
        <translation>Der Arbeitsordner</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>No other models found</source>
        <translation>Keine weiteren Modelle gefunden</translation>
    </message>
</context>
<context>
    <name>tiebreak::KeyOverlay</name>
    <message>
        <source>Keys of %1</source>
        <translation>Tasten von %1</translation>
    </message>
    <message>
        <source>Anywhere</source>
        <translation>Überall</translation>
    </message>
</context>
<context>
    <name>tiebreak::LoopStrip</name>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Sample several responses to one query.</source>
        <translation>Mehrere Antworten auf eine Anfrage ziehen.</translation>
    </message>
    <message>
        <source>Judge</source>
        <translation>Urteilen</translation>
    </message>
    <message>
        <source>Two at a time, blind, with one hand.</source>
        <translation>Je zwei, blind, mit einer Hand.</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>DPO or PPO, with live curves.</source>
        <translation>DPO oder PPO, mit laufenden Kurven.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Each checkpoint is a version.</source>
        <translation>Jeder Checkpoint ist eine Version.</translation>
    </message>
    <message>
        <source>Ask the new version, and judge it against the old</source>
        <translation>Die neue Version fragen und gegen die alte beurteilen</translation>
    </message>
</context>
<context>
    <name>tiebreak::MainWindow</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Find any action</source>
        <translation>Jede Aktion finden</translation>
    </message>
    <message>
        <source>Keys of this page</source>
        <translation>Tasten dieser Seite</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Next region</source>
        <translation>Nächster Bereich</translation>
    </message>
    <message>
        <source>New workspace</source>
        <translation>Neuer Arbeitsordner</translation>
    </message>
    <message>
        <source>Open workspace</source>
        <translation>Arbeitsordner öffnen</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Restart engine</source>
        <translation>Engine neu starten</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Settings are not saved: %1</source>
        <translation>Die Einstellungen sind nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>Open workspace %1</source>
        <translation>Arbeitsordner %1 öffnen</translation>
    </message>
    <message>
        <source>Stop, close, leave a field</source>
        <translation>Anhalten, schließen, Feld verlassen</translation>
    </message>
    <message>
        <source>Quit anyway</source>
        <translation>Trotzdem beenden</translation>
    </message>
</context>
<context>
    <name>tiebreak::NavigationRail</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>tiebreak::NumberField</name>
    <message>
        <source>Use a number above %1, at most %2.</source>
        <translation>Eine Zahl über %1 und höchstens %2 verwenden.</translation>
    </message>
    <message>
        <source>Use a number from %1 to %2.</source>
        <translation>Eine Zahl von %1 bis %2 verwenden.</translation>
    </message>
    <message>
        <source>%1 is not a number: “%2”. %3</source>
        <translation>%1 ist keine Zahl: „%2“. %3</translation>
    </message>
    <message>
        <source>%1 is %2. Use a whole number.</source>
        <translation>%1 ist %2. Eine ganze Zahl verwenden.</translation>
    </message>
    <message>
        <source>%1 is %2. %3</source>
        <translation>%1 ist %2. %3</translation>
    </message>
</context>
<context>
    <name>tiebreak::PageHeader</name>
    <message>
        <source>More actions</source>
        <translation>Weitere Aktionen</translation>
    </message>
</context>
<context>
    <name>tiebreak::ParameterPanel</name>
    <message>
        <source>Column %1</source>
        <translation>Spalte %1</translation>
    </message>
    <message>
        <source>All columns</source>
        <translation>Alle Spalten</translation>
    </message>
    <message>
        <source>fixed</source>
        <translation>fest</translation>
    </message>
    <message>
        <source>new each time</source>
        <translation>jedes Mal neu</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Draw a new seed each time</source>
        <translation>Jedes Mal einen neuen Startwert ziehen</translation>
    </message>
</context>
<context>
    <name>tiebreak::ParameterRow</name>
    <message>
        <source>Reset %1</source>
        <translation>%1 zurücksetzen</translation>
    </message>
</context>
<context>
    <name>tiebreak::PlaygroundPage</name>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>Erzeugen</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>System-Prompt</translation>
    </message>
    <message>
        <source>Rendered prompt</source>
        <translation>Fertiger Prompt</translation>
    </message>
    <message>
        <source>Neutral</source>
        <translation>Neutral</translation>
    </message>
    <message>
        <source>Keep response</source>
        <translation>Antwort behalten</translation>
    </message>
    <message>
        <source>Judge these responses</source>
        <translation>Diese Antworten beurteilen</translation>
    </message>
    <message>
        <source>Fold column</source>
        <translation>Spalte falten</translation>
    </message>
    <message>
        <source>Try an example</source>
        <translation>Beispiel nehmen</translation>
    </message>
    <message>
        <source>Restart engine</source>
        <translation>Engine neu starten</translation>
    </message>
    <message>
        <source>%1 of %2 MB</source>
        <translation>%1 von %2 MB</translation>
    </message>
    <message>
        <source>The responses are not saved: %1</source>
        <translation>Die Antworten sind nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Small step of a parameter, Shift for ten</source>
        <translation>Kleiner Schritt eines Parameters, mit Shift zehn</translation>
    </message>
    <message>
        <source>Column %1: %2</source>
        <translation>Spalte %1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n rows, %1 tokens/s</source>
        <translation>
            <numerusform>%n Zeile, %1 Token/s</numerusform>
            <numerusform>%n Zeilen, %1 Token/s</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 prompt tokens of %2</source>
        <translation>%1 Prompt-Token von %2</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>Modell wird geladen</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>Lese %1</translation>
    </message>
    <message>
        <source>Engine starting</source>
        <translation>Engine startet</translation>
    </message>
    <message>
        <source>%1 is ready</source>
        <translation>%1 ist bereit</translation>
    </message>
    <message>
        <source>%1 M parameters, %2</source>
        <translation>%1 M Parameter, %2</translation>
    </message>
    <message>
        <source>%1 cannot be loaded</source>
        <translation>%1 lässt sich nicht laden</translation>
    </message>
    <message>
        <source>Starter model is missing</source>
        <translation>Das Startmodell fehlt</translation>
    </message>
    <message>
        <source>Run ./tiebreak setup, or add a folder with a model</source>
        <translation>./tiebreak setup ausführen oder einen Ordner mit einem Modell hinzufügen</translation>
    </message>
    <message>
        <source>Type a query first</source>
        <translation>Erst eine Anfrage eingeben</translation>
    </message>
    <message>
        <source>There is no model. Add a model folder in Settings</source>
        <translation>Es gibt kein Modell. In den Einstellungen einen Modellordner hinzufügen</translation>
    </message>
    <message>
        <source>A parameter is out of its range</source>
        <translation>Ein Parameter liegt außerhalb seines Bereichs</translation>
    </message>
    <message>
        <source>Nothing is being generated</source>
        <translation>Es wird nichts erzeugt</translation>
    </message>
    <message>
        <source>There is no finished response yet</source>
        <translation>Noch gibt es keine fertige Antwort</translation>
    </message>
    <message>
        <source>Generate starts it again</source>
        <translation>Erzeugen startet sie wieder</translation>
    </message>
    <message>
        <source>%1 Nothing saved is lost.</source>
        <translation>%1 Nichts Gespeichertes ist verloren.</translation>
    </message>
    <message>
        <source>The prompt as the model reads it, with its template</source>
        <translation>Der Prompt, wie das Modell ihn liest, mit seiner Vorlage</translation>
    </message>
    <message>
        <source>Playground</source>
        <translation>Spielfeld</translation>
    </message>
</context>
<context>
    <name>tiebreak::ProgressLine</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>tiebreak::QueryCard</name>
    <message>
        <source>No model</source>
        <translation>Kein Modell</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>System-Prompt</translation>
    </message>
    <message>
        <source>How the model should behave, for example: Answer in one sentence.</source>
        <translation>Wie sich das Modell verhalten soll, zum Beispiel: Answer in one sentence.</translation>
    </message>
    <message>
        <source>Ask anything</source>
        <translation>Beliebige Frage</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Number of responses</source>
        <translation>Anzahl der Antworten</translation>
    </message>
    <message numerus="yes">
        <source>%n responses</source>
        <translation>
            <numerusform>%n Antwort</numerusform>
            <numerusform>%n Antworten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tiebreak::ResponseColumn</name>
    <message>
        <source>Copy response</source>
        <translation>Antwort kopieren</translation>
    </message>
    <message>
        <source>Unfold column</source>
        <translation>Spalte entfalten</translation>
    </message>
    <message>
        <source>Fold column</source>
        <translation>Spalte falten</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>Startwert %1</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Liest</translation>
    </message>
    <message>
        <source>Streaming</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>End of text</source>
        <translation>Textende</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Stopped at %1</source>
        <translation>Angehalten bei %1</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message numerus="yes">
        <source>%n tokens</source>
        <translation>
            <numerusform>%n Token</numerusform>
            <numerusform>%n Token</numerusform>
        </translation>
    </message>
    <message>
        <source>ppl %1</source>
        <translation>ppl %1</translation>
    </message>
    <message>
        <source>Press Ctrl+Enter</source>
        <translation>Ctrl+Enter drücken</translation>
    </message>
    <message>
        <source>Waiting for the model</source>
        <translation>Wartet auf das Modell</translation>
    </message>
    <message numerus="yes">
        <source>Reading the prompt, %n tokens</source>
        <translation>
            <numerusform>Liest den Prompt, %n Token</numerusform>
            <numerusform>Liest den Prompt, %n Token</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading the prompt</source>
        <translation>Liest den Prompt</translation>
    </message>
    <message>
        <source>There is no finished response yet</source>
        <translation>Noch gibt es keine fertige Antwort</translation>
    </message>
    <message>
        <source>Response %1, %2</source>
        <translation>Antwort %1, %2</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Urteilen</translation>
    </message>
    <message>
        <source>More for response %1</source>
        <translation>Mehr zu Antwort %1</translation>
    </message>
    <message>
        <source>Text of response %1</source>
        <translation>Text der Antwort %1</translation>
    </message>
</context>
<context>
    <name>tiebreak::SettingsPage</name>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Follow system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Thema</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Font size</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>Weniger Bewegung</translation>
    </message>
    <message>
        <source>Panels and banners appear at once</source>
        <translation>Seitenleisten und Meldungen erscheinen sofort</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>0 uses one a core. In force when a model is loaded next</source>
        <translation>0 nimmt einen je Kern. Gilt ab dem nächsten Laden eines Modells</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>An NVIDIA GPU is used where there is one</source>
        <translation>Eine NVIDIA-GPU wird verwendet, wo es eine gibt</translation>
    </message>
    <message>
        <source>Model folders</source>
        <translation>Modellordner</translation>
    </message>
    <message>
        <source>Models in these folders appear in the Playground. Nothing is copied.</source>
        <translation>Modelle in diesen Ordnern erscheinen im Spielfeld. Nichts wird kopiert.</translation>
    </message>
    <message>
        <source>Add folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Add a model folder</source>
        <translation>Einen Modellordner hinzufügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Judging</source>
        <translation>Urteilen</translation>
    </message>
    <message>
        <source>Save on choice</source>
        <translation>Beim Wählen speichern</translation>
    </message>
    <message>
        <source>1…7, Space and X save and show the next pair at once; otherwise Enter saves</source>
        <translation>1…7, Leertaste und X speichern und zeigen sofort das nächste Paar; sonst speichert Enter</translation>
    </message>
    <message>
        <source>Name on your judgements</source>
        <translation>Name auf den Urteilen</translation>
    </message>
    <message>
        <source>Used to compare annotators</source>
        <translation>Zum Vergleich der Urteilenden</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsordner</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Everything you make stays in this folder</source>
        <translation>Alles, was hier entsteht, bleibt in diesem Ordner</translation>
    </message>
    <message>
        <source>Recent workspaces</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Report for a question or a bug</source>
        <translation>Bericht für eine Frage oder einen Fehler</translation>
    </message>
    <message>
        <source>Versions, processor, device and the last log lines. No prompts, no paths</source>
        <translation>Versionen, Prozessor, Gerät und die letzten Logzeilen. Keine Prompts, keine Pfade</translation>
    </message>
    <message>
        <source>Tiebreak %1, GPL-3.0-or-later</source>
        <translation>Tiebreak %1, GPL-3.0-or-later</translation>
    </message>
    <message>
        <source>No telemetry: Tiebreak sends nothing anywhere, needs no account and works offline.</source>
        <translation>Keine Telemetrie: Tiebreak sendet nichts, braucht kein Konto und arbeitet offline.</translation>
    </message>
    <message>
        <source>? shows the keys of a page, Ctrl+K finds any action.</source>
        <translation>? zeigt die Tasten einer Seite, Ctrl+K findet jede Aktion.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>tiebreak::StatusBar</name>
    <message numerus="yes">
        <source>CPU, %n threads</source>
        <translation>
            <numerusform>CPU, %n Thread</numerusform>
            <numerusform>CPU, %n Threads</numerusform>
        </translation>
    </message>
    <message>
        <source>Engine stopped</source>
        <translation>Engine steht</translation>
    </message>
    <message>
        <source>Engine starting</source>
        <translation>Engine startet</translation>
    </message>
    <message>
        <source>Engine ready</source>
        <translation>Engine bereit</translation>
    </message>
    <message>
        <source>Engine not responding</source>
        <translation>Engine antwortet nicht</translation>
    </message>
    <message>
        <source>Find any action</source>
        <translation>Jede Aktion finden</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>Gespeichert %1</translation>
    </message>
</context>
<context>
    <name>tiebreak::Workbench</name>
    <message>
        <source>Settings could not be read: %1. Defaults are in force.</source>
        <translation>Die Einstellungen waren nicht lesbar: %1. Es gelten die Vorgaben.</translation>
    </message>
    <message>
        <source>Open another workspace</source>
        <translation>Anderen Arbeitsordner öffnen</translation>
    </message>
    <message>
        <source>Choose an empty folder for the new workspace</source>
        <translation>Einen leeren Ordner für den neuen Arbeitsordner wählen</translation>
    </message>
    <message>
        <source>Choose a workspace folder</source>
        <translation>Einen Arbeitsordner wählen</translation>
    </message>
    <message>
        <source>The report is on the clipboard. Read it before you send it.</source>
        <translation>Der Bericht liegt in der Zwischenablage. Vor dem Senden lesen.</translation>
    </message>
</context>
</TS>
