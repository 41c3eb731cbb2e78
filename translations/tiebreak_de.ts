<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>CompareGrid</name>
    <message>
        <source>Choose a parameter</source>
        <translation>Einen Parameter wählen</translation>
    </message>
    <message>
        <source>%1 cannot be “%2”. Use numbers from %3 to %4, with blanks between them.</source>
        <translation>%1 kann nicht „%2“ sein. Zahlen von %3 bis %4 verwenden, mit Leerzeichen dazwischen.</translation>
    </message>
    <message>
        <source>Write at least one value for %1.</source>
        <translation>Mindestens einen Wert für %1 schreiben.</translation>
    </message>
    <message>
        <source>The grid has %1 columns. Use values, seeds and models that make at most %2.</source>
        <translation>Das Raster hat %1 Spalten. Werte, Startwerte und Modelle verwenden, die höchstens %2 ergeben.</translation>
    </message>
</context>
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
    <name>Metrics</name>
    <message>
        <source>Reward margin</source>
        <translation>Belohnungsabstand</translation>
    </message>
    <message>
        <source>Reward accuracy</source>
        <translation>Belohnungsgenauigkeit</translation>
    </message>
    <message>
        <source>Reward</source>
        <translation>Belohnung</translation>
    </message>
    <message>
        <source>KL to reference</source>
        <translation>KL zur Referenz</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>Nats</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Policy loss</source>
        <translation>Policy-Verlust</translation>
    </message>
    <message>
        <source>Value loss</source>
        <translation>Value-Verlust</translation>
    </message>
    <message>
        <source>Implicit rewards</source>
        <translation>Implizite Belohnungen</translation>
    </message>
    <message>
        <source>Log-probability</source>
        <translation>Log-Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>Entropy</source>
        <translation>Entropie</translation>
    </message>
    <message>
        <source>KL coefficient</source>
        <translation>KL-Koeffizient</translation>
    </message>
    <message>
        <source>Clip fraction</source>
        <translation>Begrenzter Anteil</translation>
    </message>
    <message>
        <source>Value explained</source>
        <translation>Value-Erklärung</translation>
    </message>
    <message>
        <source>Policy change</source>
        <translation>Policy-Änderung</translation>
    </message>
    <message>
        <source>Probability ratio</source>
        <translation>Wahrscheinlichkeitsverhältnis</translation>
    </message>
    <message>
        <source>Response length</source>
        <translation>Antwortlänge</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>Gradientennorm</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Token accuracy</source>
        <translation>Token-Genauigkeit</translation>
    </message>
    <message>
        <source>Mean logit</source>
        <translation>Mittleres Logit</translation>
    </message>
    <message>
        <source>Tokens seen</source>
        <translation>Gesehene Token</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>Implicit reward of the chosen response less that of the rejected one. It should rise from 0.</source>
        <translation>Implizite Belohnung der bevorzugten Antwort minus die der abgelehnten. Sie sollte von 0 aus steigen.</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Share of pairs whose chosen response has the higher implicit reward. 0 at the first step, where both are equal.</source>
        <translation>Anteil der Paare, deren bevorzugte Antwort die höhere implizite Belohnung hat. 0 beim ersten Schritt, wo beide gleich sind.</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>Bevorzugt</translation>
    </message>
    <message>
        <source>Beta times how much likelier the policy makes the chosen response than the reference does.</source>
        <translation>Beta mal den Log-Vorsprung der Policy vor der Referenz bei der bevorzugten Antwort.</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Beta times how much likelier the policy makes the rejected response than the reference does.</source>
        <translation>Beta mal den Log-Vorsprung der Policy vor der Referenz bei der abgelehnten Antwort.</translation>
    </message>
    <message>
        <source>Log-probability of the whole chosen response, mean over the batch. Both sides often fall; the distance counts.</source>
        <translation>Log-Wahrscheinlichkeit der ganzen bevorzugten Antwort, Mittel über den Batch. Oft fallen beide Seiten; es zählt der Abstand.</translation>
    </message>
    <message>
        <source>Log-probability of the whole rejected response, mean over the batch.</source>
        <translation>Log-Wahrscheinlichkeit der ganzen abgelehnten Antwort, Mittel über den Batch.</translation>
    </message>
    <message>
        <source>Mean of all logits over the chosen responses. Kept for comparison with other programs; it says little.</source>
        <translation>Mittel aller Logits über die bevorzugten Antworten. Zum Vergleich mit anderen Programmen behalten; es sagt wenig.</translation>
    </message>
    <message>
        <source>Mean of all logits over the rejected responses. Kept for comparison with other programs; it says little.</source>
        <translation>Mittel aller Logits über die abgelehnten Antworten. Zum Vergleich mit anderen Programmen behalten; es sagt wenig.</translation>
    </message>
    <message>
        <source>On probes</source>
        <translation>Auf Proben</translation>
    </message>
    <message>
        <source>How far the policy has moved from the reference on answers it gives now to 8 fixed prompts, exact over the vocabulary.</source>
        <translation>Wie weit sich die Policy von der Referenz entfernt hat, auf ihren jetzigen Antworten auf 8 feste Prompts, exakt über das Vokabular.</translation>
    </message>
    <message>
        <source>What the optimizer lowers. DPO starts at ln 2 = 0.693.</source>
        <translation>Was der Optimierer senkt. DPO beginnt bei ln 2 = 0.693.</translation>
    </message>
    <message>
        <source>Norm</source>
        <translation>Norm</translation>
    </message>
    <message>
        <source>Length of the gradient before clipping. A jump often comes before trouble.</source>
        <translation>Länge des Gradienten vor dem Begrenzen. Ein Sprung kündigt oft Ärger an.</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>The rate this step used.</source>
        <translation>Die Rate dieses Schritts.</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Running count; in DPO the prompt counts for both responses.</source>
        <translation>Laufende Summe; bei DPO zählt der Prompt für beide Antworten.</translation>
    </message>
    <message>
        <source>How undecided the policy is at each token of the responses, mean. A fall to 0 is collapse.</source>
        <translation>Wie unentschieden die Policy bei jedem Token der Antworten ist, Mittel. Ein Fall auf 0 ist ein Kollaps.</translation>
    </message>
    <message>
        <source>Share of tokens of the chosen responses that the policy ranks first.</source>
        <translation>Anteil der Token der bevorzugten Antworten, die bei der Policy an erster Stelle stehen.</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Wertung</translation>
    </message>
    <message>
        <source>Reward of the sampled responses before the KL penalty, mean. This is what PPO should raise.</source>
        <translation>Belohnung der gezogenen Antworten vor der KL-Strafe, Mittel. Das sollte PPO heben.</translation>
    </message>
    <message>
        <source>With KL penalty</source>
        <translation>Mit KL-Strafe</translation>
    </message>
    <message>
        <source>Score less the KL penalty: what PPO really maximises.</source>
        <translation>Wertung minus KL-Strafe: was PPO wirklich maximiert.</translation>
    </message>
    <message>
        <source>KL penalty</source>
        <translation>KL-Strafe</translation>
    </message>
    <message>
        <source>Minus the KL coefficient times the KL, summed over the response.</source>
        <translation>Minus KL-Koeffizient mal KL, über die Antwort summiert.</translation>
    </message>
    <message>
        <source>On rollouts</source>
        <translation>Auf Rollouts</translation>
    </message>
    <message>
        <source>Log-ratio of policy to reference summed over each sampled response, mean.</source>
        <translation>Log-Verhältnis von Policy zu Referenz, über jede gezogene Antwort summiert, Mittel.</translation>
    </message>
    <message>
        <source>Minus the log-probability of the sampled response, summed, mean.</source>
        <translation>Minus die Log-Wahrscheinlichkeit der gezogenen Antwort, summiert, Mittel.</translation>
    </message>
    <message>
        <source>Weight of the KL penalty this step used.</source>
        <translation>Gewicht der KL-Strafe in diesem Schritt.</translation>
    </message>
    <message>
        <source>Per token</source>
        <translation>Je Token</translation>
    </message>
    <message>
        <source>How undecided the policy is at each response token, mean.</source>
        <translation>Wie unentschieden die Policy bei jedem Token der Antwort ist, Mittel.</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>How far the updates have moved the policy from the one that sampled. Near 0 in the first pass.</source>
        <translation>Wie weit die Updates die Policy von der entfernt haben, die die Antworten zog. Im ersten Durchgang nahe 0.</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Policy</translation>
    </message>
    <message>
        <source>Share of tokens whose probability ratio was clipped. Usual: below 30 %.</source>
        <translation>Anteil der Token, deren Wahrscheinlichkeitsverhältnis begrenzt wurde. Üblich: unter 30 %.</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>Share of value estimates that were clipped.</source>
        <translation>Anteil der Value-Schätzungen, die begrenzt wurden.</translation>
    </message>
    <message>
        <source>Clipped surrogate; it hovers near 0 and is not expected to fall.</source>
        <translation>Begrenzter Ersatzverlust; er bleibt nahe 0 und muss nicht fallen.</translation>
    </message>
    <message>
        <source>Squared error of the value head. It should fall at first.</source>
        <translation>Quadratischer Fehler des Value-Kopfs. Er sollte zu Beginn fallen.</translation>
    </message>
    <message>
        <source>Explained</source>
        <translation>Erklärt</translation>
    </message>
    <message>
        <source>Share of the variance of the returns that the value head explains. 1 is perfect, below 0 is worse than a constant.</source>
        <translation>Anteil der Varianz der Returns, den der Value-Kopf erklärt. 1 ist perfekt, unter 0 ist schlechter als eine Konstante.</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>New probability over old, mean over response tokens; near 1.</source>
        <translation>Neue Wahrscheinlichkeit durch alte, Mittel über die Token der Antworten; nahe 1.</translation>
    </message>
    <message>
        <source>Variance</source>
        <translation>Varianz</translation>
    </message>
    <message>
        <source>Variance of the probability ratio.</source>
        <translation>Varianz des Wahrscheinlichkeitsverhältnisses.</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Responses that ended by themselves.</source>
        <translation>Antworten, die von selbst endeten.</translation>
    </message>
    <message>
        <source>Length of the sampled responses, mean.</source>
        <translation>Länge der gezogenen Antworten, Mittel.</translation>
    </message>
    <message>
        <source>Episodes</source>
        <translation>Episoden</translation>
    </message>
    <message>
        <source>1/s</source>
        <translation>1/s</translation>
    </message>
    <message>
        <source>Episodes a second.</source>
        <translation>Episoden je Sekunde.</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Bewertungen</translation>
    </message>
    <message>
        <source>Score of the chosen response less that of the rejected one, mean over the batch.</source>
        <translation>Bewertung der bevorzugten Antwort abzüglich der abgelehnten, Mittel über den Batch.</translation>
    </message>
    <message>
        <source>Share of pairs whose chosen response has the higher score.</source>
        <translation>Anteil der Paare, deren bevorzugte Antwort die höhere Bewertung hat.</translation>
    </message>
    <message>
        <source>Score of all responses of the batch, mean. Only differences matter; centring keeps it near 0.</source>
        <translation>Bewertung aller Antworten des Batches, Mittel. Nur Unterschiede zählen; Zentrierung hält sie nahe 0.</translation>
    </message>
    <message>
        <source>Lowest</source>
        <translation>Niedrigste</translation>
    </message>
    <message>
        <source>The lowest score of the batch.</source>
        <translation>Die niedrigste Bewertung des Batches.</translation>
    </message>
    <message>
        <source>Highest</source>
        <translation>Höchste</translation>
    </message>
    <message>
        <source>The highest score of the batch.</source>
        <translation>Die höchste Bewertung des Batches.</translation>
    </message>
    <message>
        <source>Mismatched</source>
        <translation>Fremde Antworten</translation>
    </message>
    <message>
        <source>Log-ratio of policy to reference on responses to other prompts, at least 0. KTO measures its rewards from it.</source>
        <translation>Log-Verhältnis von Policy zu Referenz auf Antworten zu anderen Prompts, mindestens 0. KTO misst seine Belohnungen davon.</translation>
    </message>
    <message>
        <source>Held out</source>
        <translation>Zurückgehalten</translation>
    </message>
    <message>
        <source>Loss of the rows of eval_data, which are never learned. It rises again when the run only memorises.</source>
        <translation>Verlust auf den Zeilen von eval_data, die nie gelernt werden. Er steigt wieder, wenn der Lauf nur noch auswendig lernt.</translation>
    </message>
    <message>
        <source>Implicit reward margin of the held-out rows.</source>
        <translation>Abstand der impliziten Belohnungen auf den zurückgehaltenen Zeilen.</translation>
    </message>
    <message>
        <source>Share of held-out pairs whose chosen response has the higher implicit reward.</source>
        <translation>Anteil der zurückgehaltenen Paare, deren gewählte Antwort die höhere implizite Belohnung hat.</translation>
    </message>
    <message>
        <source>Score margin of the held-out rows.</source>
        <translation>Abstand der Bewertungen auf den zurückgehaltenen Zeilen.</translation>
    </message>
    <message>
        <source>Share of held-out pairs whose chosen response has the higher score.</source>
        <translation>Anteil der zurückgehaltenen Paare, deren gewählte Antwort die höhere Bewertung hat.</translation>
    </message>
    <message>
        <source>How undecided the policy is on the held-out rows.</source>
        <translation>Wie unentschieden das Modell auf den zurückgehaltenen Zeilen ist.</translation>
    </message>
    <message>
        <source>Share of tokens of the held-out responses that the policy ranks first.</source>
        <translation>Anteil der Token der zurückgehaltenen Antworten, die das Modell an die erste Stelle setzt.</translation>
    </message>
    <message>
        <source>Reward of the answers that the policy gives now to 8 fixed prompts, mean.</source>
        <translation>Belohnung der Antworten, die das Modell jetzt auf 8 feste Eingaben gibt, im Mittel.</translation>
    </message>
    <message>
        <source>Likelihood loss</source>
        <translation>Verlust der Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>Log odds</source>
        <translation>Log-Chancen</translation>
    </message>
    <message>
        <source>Reward shift</source>
        <translation>Verschiebung der Belohnung</translation>
    </message>
    <message>
        <source>The part of the loss that is plain fine-tuning on the chosen responses, per token.</source>
        <translation>Der Teil des Verlusts, der einfaches Feintuning auf den bevorzugten Antworten ist, je Token.</translation>
    </message>
    <message>
        <source>Chosen over rejected</source>
        <translation>Bevorzugt über abgelehnt</translation>
    </message>
    <message>
        <source>Log odds of the chosen response over the rejected one, per token. It should rise.</source>
        <translation>Log-Chancen der bevorzugten Antwort gegenüber der abgelehnten, je Token. Sie sollten steigen.</translation>
    </message>
    <message>
        <source>Ratio loss</source>
        <translation>Verlust des Verhältnisses</translation>
    </message>
    <message>
        <source>Logarithm of the sigmoid of the log odds; it rises to 0 as the sides part.</source>
        <translation>Logarithmus der Sigmoidfunktion der Log-Chancen; steigt gegen 0, je weiter die Seiten auseinandergehen.</translation>
    </message>
    <message>
        <source>Mean reward</source>
        <translation>Mittlere Belohnung</translation>
    </message>
    <message>
        <source>Mean of all rewards so far. BCO measures good and bad answers from it.</source>
        <translation>Mittel aller bisherigen Belohnungen. BCO misst gute und schlechte Antworten davon aus.</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Playground</source>
        <translation>Spielfeld</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Urteilen</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
</context>
<context>
    <name>PreflightLines</name>
    <message>
        <source>%1 of %2 rows used</source>
        <translation>%1 von %2 Zeilen verwendet</translation>
    </message>
    <message>
        <source>%1 tokens, %2 a row, longest row %3</source>
        <translation>%1 Token, %2 je Zeile, längste Zeile %3</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) longer than the maximum length are cut at the end</source>
        <translation>
            <numerusform>%n Zeile über der Höchstlänge wird am Ende gekürzt</numerusform>
            <numerusform>%n Zeilen über der Höchstlänge werden am Ende gekürzt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) dropped</source>
        <translation>
            <numerusform>%n Zeile verworfen</numerusform>
            <numerusform>%n Zeilen verworfen</numerusform>
        </translation>
    </message>
    <message>
        <source>No row stands twice, none contradicts another</source>
        <translation>Keine Zeile steht doppelt, keine widerspricht einer anderen</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) stand twice</source>
        <translation>
            <numerusform>%n Zeile steht doppelt</numerusform>
            <numerusform>%n Zeilen stehen doppelt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) say the opposite of another</source>
        <translation>
            <numerusform>%n Zeile widerspricht einer anderen</numerusform>
            <numerusform>%n Zeilen widersprechen einer anderen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) held out for measuring</source>
        <translation>
            <numerusform>%n Zeile zum Messen zurückgehalten</numerusform>
            <numerusform>%n Zeilen zum Messen zurückgehalten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n held-out row(s) are trained on too</source>
        <translation>
            <numerusform>%n zurückgehaltene Zeile wird auch gelernt</numerusform>
            <numerusform>%n zurückgehaltene Zeilen werden auch gelernt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n held-out row(s) are nearly one trained on</source>
        <translation>
            <numerusform>%n zurückgehaltene Zeile gleicht fast einer gelernten</numerusform>
            <numerusform>%n zurückgehaltene Zeilen gleichen fast einer gelernten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 answers end without an end-of-text token: the model will not learn to stop</source>
        <translation>%1 von %2 Antworten enden ohne Textende-Token: das Modell lernt nicht aufzuhören</translation>
    </message>
    <message>
        <source>Every answer ends with an end-of-text token</source>
        <translation>Jede Antwort endet mit dem Textende-Token</translation>
    </message>
    <message>
        <source>The chat template renders %1 of %2 prompts differently once an answer follows</source>
        <translation>Die Chat-Vorlage gibt %1 von %2 Prompts anders wieder, sobald eine Antwort folgt</translation>
    </message>
    <message>
        <source>The prompt&apos;s tokens stay the same once an answer follows</source>
        <translation>Die Token des Prompts bleiben gleich, sobald eine Antwort folgt</translation>
    </message>
    <message>
        <source>The better answer is the longer one in %1 % of the pairs</source>
        <translation>Die bessere Antwort ist in %1 % der Paare die längere</translation>
    </message>
    <message>
        <source>The better answer stood first in %1 % of the judgements</source>
        <translation>Die bessere Antwort stand in %1 % der Urteile vorn</translation>
    </message>
    <message>
        <source>%1 steps, %2 numbers trained</source>
        <translation>%1 Schritte, %2 Zahlen trainiert</translation>
    </message>
    <message>
        <source>This learning rate is one for supervised fine-tuning</source>
        <translation>Diese Lernrate gehört zum überwachten Feintuning</translation>
    </message>
    <message>
        <source>Memory and time are not known until one step is tried</source>
        <translation>Speicher und Dauer sind erst bekannt, wenn ein Schritt probiert ist</translation>
    </message>
    <message>
        <source>A step on the longest rows takes %1 of %2 memory</source>
        <translation>Ein Schritt mit den längsten Zeilen braucht %1 von %2 Speicher</translation>
    </message>
    <message>
        <source>About %1 in all, %2 s a step</source>
        <translation>Etwa %1 insgesamt, %2 s je Schritt</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Token</translation>
    </message>
    <message>
        <source>row %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>held-out row %1</source>
        <translation>zurückgehaltene Zeile %1</translation>
    </message>
    <message>
        <source>Row %1, %2: %3</source>
        <translation>Zeile %1, %2: %3</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>verworfen</translation>
    </message>
    <message>
        <source>cut</source>
        <translation>gekürzt</translation>
    </message>
    <message>
        <source>the same as</source>
        <translation>gleich wie</translation>
    </message>
    <message>
        <source>against</source>
        <translation>gegen</translation>
    </message>
    <message>
        <source>nearly the same as</source>
        <translation>fast gleich wie</translation>
    </message>
</context>
<context>
    <name>ProcessorWords</name>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>guidance</source>
        <translation>Lenkung</translation>
    </message>
    <message>
        <source>change by hand</source>
        <translation>Änderung von Hand</translation>
    </message>
    <message>
        <source>logit bias</source>
        <translation>Logit-Bias</translation>
    </message>
    <message>
        <source>repetition penalty</source>
        <translation>Wiederholungsstrafe</translation>
    </message>
    <message>
        <source>frequency penalty</source>
        <translation>Häufigkeitsstrafe</translation>
    </message>
    <message>
        <source>presence penalty</source>
        <translation>Anwesenheitsstrafe</translation>
    </message>
    <message>
        <source>DRY</source>
        <translation>DRY</translation>
    </message>
    <message>
        <source>no-repeat n-gram</source>
        <translation>N-Gramm-Verbot</translation>
    </message>
    <message>
        <source>banned words</source>
        <translation>verbotene Wörter</translation>
    </message>
    <message>
        <source>minimum length</source>
        <translation>Mindestlänge</translation>
    </message>
    <message>
        <source>temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>top-n-sigma</source>
        <translation>Top-n-Sigma</translation>
    </message>
    <message>
        <source>top-k</source>
        <translation>Top-k</translation>
    </message>
    <message>
        <source>top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>min-p</source>
        <translation>Min-p</translation>
    </message>
    <message>
        <source>typical-p</source>
        <translation>Typical-p</translation>
    </message>
    <message>
        <source>epsilon cut-off</source>
        <translation>Epsilon-Grenze</translation>
    </message>
    <message>
        <source>eta cut-off</source>
        <translation>Eta-Grenze</translation>
    </message>
    <message>
        <source>XTC</source>
        <translation>XTC</translation>
    </message>
    <message>
        <source>mirostat</source>
        <translation>Mirostat</translation>
    </message>
</context>
<context>
    <name>ResponseWords</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%n words</source>
        <translation>
            <numerusform>%n Wort</numerusform>
            <numerusform>%n Wörter</numerusform>
        </translation>
    </message>
    <message>
        <source>distinct %1 %2</source>
        <translation>verschieden %1 %2</translation>
    </message>
    <message>
        <source>repeats %1 %</source>
        <translation>wiederholt %1 %</translation>
    </message>
    <message>
        <source>repeatable</source>
        <translation>wiederholbar</translation>
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
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>Dynamic temperature, range</source>
        <translation>Dynamische Temperatur, Spanne</translation>
    </message>
    <message>
        <source>Dynamic temperature, exponent</source>
        <translation>Dynamische Temperatur, Exponent</translation>
    </message>
    <message>
        <source>Typical-p</source>
        <translation>Typical-p</translation>
    </message>
    <message>
        <source>Top-n-sigma</source>
        <translation>Top-n-Sigma</translation>
    </message>
    <message>
        <source>Epsilon cut-off</source>
        <translation>Epsilon-Grenze</translation>
    </message>
    <message>
        <source>Eta cut-off</source>
        <translation>Eta-Grenze</translation>
    </message>
    <message>
        <source>XTC, probability</source>
        <translation>XTC, Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>XTC, threshold</source>
        <translation>XTC, Schwelle</translation>
    </message>
    <message>
        <source>Mirostat 2, surprise in bits</source>
        <translation>Mirostat 2, Überraschung in Bit</translation>
    </message>
    <message>
        <source>Mirostat 2, learning rate</source>
        <translation>Mirostat 2, Lernrate</translation>
    </message>
    <message>
        <source>Frequency penalty</source>
        <translation>Häufigkeitsabzug</translation>
    </message>
    <message>
        <source>Presence penalty</source>
        <translation>Vorkommensabzug</translation>
    </message>
    <message>
        <source>Penalties look back, tokens</source>
        <translation>Abzüge blicken zurück, Token</translation>
    </message>
    <message>
        <source>No sequence twice, tokens</source>
        <translation>Keine Folge zweimal, Token</translation>
    </message>
    <message>
        <source>DRY, multiplier</source>
        <translation>DRY, Faktor</translation>
    </message>
    <message>
        <source>DRY, base</source>
        <translation>DRY, Basis</translation>
    </message>
    <message>
        <source>DRY, allowed length</source>
        <translation>DRY, erlaubte Länge</translation>
    </message>
    <message>
        <source>DRY looks back, tokens</source>
        <translation>DRY blickt zurück, Token</translation>
    </message>
    <message>
        <source>Beam width</source>
        <translation>Strahlbreite</translation>
    </message>
    <message>
        <source>Length penalty</source>
        <translation>Längenabzug</translation>
    </message>
    <message>
        <source>Best kept</source>
        <translation>Beste behalten</translation>
    </message>
    <message>
        <source>Beam groups</source>
        <translation>Strahlgruppen</translation>
    </message>
    <message>
        <source>Diversity penalty</source>
        <translation>Vielfaltsabzug</translation>
    </message>
    <message>
        <source>Guidance scale</source>
        <translation>Lenkungsstärke</translation>
    </message>
    <message>
        <source>More samplers</source>
        <translation>Weitere Sampler</translation>
    </message>
    <message>
        <source>Penalties</source>
        <translation>Abzüge</translation>
    </message>
    <message>
        <source>Stop strings and bans</source>
        <translation>Stopptexte und Verbote</translation>
    </message>
    <message>
        <source>Logit bias</source>
        <translation>Logit-Verschiebung</translation>
    </message>
    <message>
        <source>Beam search</source>
        <translation>Strahlsuche</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>Lenkung</translation>
    </message>
    <message>
        <source>greedy</source>
        <translation>gierig</translation>
    </message>
    <message>
        <source>“%1” is no token id. Use whole numbers from 0.</source>
        <translation>„%1“ ist keine Token-Nummer. Ganze Zahlen ab 0 verwenden.</translation>
    </message>
    <message>
        <source>“%1” is no bias. Write a token id, = and a number: 504 = -2.5</source>
        <translation>„%1“ ist keine Verschiebung. Token-Nummer, = und eine Zahl schreiben: 504 = -2.5</translation>
    </message>
    <message>
        <source>One a line, with ↵ for a line break inside</source>
        <translation>Eines je Zeile, ↵ für einen Zeilenumbruch darin</translation>
    </message>
    <message>
        <source>Greedy</source>
        <translation>Gierig</translation>
    </message>
    <message>
        <source>Always the most probable token</source>
        <translation>Immer das wahrscheinlichste Token</translation>
    </message>
    <message>
        <source>Go on after the end of text</source>
        <translation>Nach dem Textende weiter</translation>
    </message>
    <message>
        <source>The end token does not end the response</source>
        <translation>Das Endtoken beendet die Antwort nicht</translation>
    </message>
    <message>
        <source>Early stopping</source>
        <translation>Frühes Ende</translation>
    </message>
    <message>
        <source>When the beams end</source>
        <translation>Wann die Strahlen enden</translation>
    </message>
    <message>
        <source>Stop strings</source>
        <translation>Stopptexte</translation>
    </message>
    <message>
        <source>Banned words</source>
        <translation>Verbotene Wörter</translation>
    </message>
    <message>
        <source>Banned token sequences</source>
        <translation>Verbotene Tokenfolgen</translation>
    </message>
    <message>
        <source>Token ids, one sequence a line</source>
        <translation>Token-Nummern, eine Folge je Zeile</translation>
    </message>
    <message>
        <source>DRY, breakers</source>
        <translation>DRY, Unterbrecher</translation>
    </message>
    <message>
        <source>Token id = bias, one a line</source>
        <translation>Token-Nummer = Verschiebung, eine je Zeile</translation>
    </message>
    <message>
        <source>Negative prompt</source>
        <translation>Negativ-Prompt</translation>
    </message>
    <message>
        <source>What guidance leads away from</source>
        <translation>Wovon die Lenkung wegführt</translation>
    </message>
    <message>
        <source>Negative prompt as token ids</source>
        <translation>Negativ-Prompt als Token-Nummern</translation>
    </message>
    <message>
        <source>Instead of the text</source>
        <translation>Anstelle des Textes</translation>
    </message>
</context>
<context>
    <name>TokenVersions</name>
    <message>
        <source>%1 banned at %2</source>
        <translation>%1 verboten bei %2</translation>
    </message>
    <message>
        <source>%1 boosted at %2</source>
        <translation>%1 verstärkt bei %2</translation>
    </message>
    <message>
        <source>%1 forced at %2</source>
        <translation>%1 erzwungen bei %2</translation>
    </message>
    <message>
        <source>Branch at %1: %2</source>
        <translation>Zweig bei %1: %2</translation>
    </message>
</context>
<context>
    <name>tiebreak</name>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>KL coefficient</source>
        <translation>KL-Koeffizient</translation>
    </message>
    <message>
        <source>Steps (0: by epochs)</source>
        <translation>Schritte (0: nach Epochen)</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Responses in all</source>
        <translation>Antworten insgesamt</translation>
    </message>
    <message>
        <source>Responses a round</source>
        <translation>Antworten je Runde</translation>
    </message>
    <message>
        <source>Fewest new tokens</source>
        <translation>Mindestens neue Token</translation>
    </message>
    <message>
        <source>Most new tokens</source>
        <translation>Höchstens neue Token</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Batch-Größe</translation>
    </message>
    <message>
        <source>Gradient accumulation</source>
        <translation>Gradientenakkumulation</translation>
    </message>
    <message>
        <source>Maximum length</source>
        <translation>Höchstlänge</translation>
    </message>
    <message>
        <source>Warm-up steps</source>
        <translation>Warm-up-Schritte</translation>
    </message>
    <message>
        <source>Clip gradient norm at (0: off)</source>
        <translation>Gradientennorm begrenzen auf (0: aus)</translation>
    </message>
    <message>
        <source>Checkpoint every</source>
        <translation>Schritte je Checkpoint</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>Quick look</source>
        <translation>Kurzer Blick</translation>
    </message>
    <message>
        <source>10 steps at a high rate: the effect shows in minutes, even with few judgements</source>
        <translation>10 Schritte mit hoher Rate: die Wirkung zeigt sich in Minuten, auch bei wenigen Urteilen</translation>
    </message>
    <message>
        <source>Steady</source>
        <translation>Stetig</translation>
    </message>
    <message>
        <source>3 times through the data, for 100 judgements or more</source>
        <translation>3-mal durch die Daten, ab 100 Urteilen</translation>
    </message>
    <message>
        <source>Careful</source>
        <translation>Behutsam</translation>
    </message>
    <message>
        <source>Once through the data at a low rate</source>
        <translation>Einmal durch die Daten mit niedriger Rate</translation>
    </message>
    <message>
        <source>320 responses in 20 rounds: the reward moves in minutes</source>
        <translation>320 Antworten in 20 Runden: die Belohnung bewegt sich in Minuten</translation>
    </message>
    <message>
        <source>3 200 responses in 100 rounds at a lower rate</source>
        <translation>3 200 Antworten in 100 Runden mit niedrigerer Rate</translation>
    </message>
    <message>
        <source>Learning rate %1 is high for this method: responses may break down. Use at most %2.</source>
        <translation>Lernrate %1 ist hoch für diese Methode: die Antworten können zerfallen. Höchstens %2 verwenden.</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Waiting for you</source>
        <translation>Wartet auf Eingabe</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Unterbrochen</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>In Warteschlange</translation>
    </message>
    <message>
        <source>%1 β %2</source>
        <translation>%1 β %2</translation>
    </message>
    <message>
        <source>%1 KL %2</source>
        <translation>%1 KL %2</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>Lernen</translation>
    </message>
    <message>
        <source>Length of the run</source>
        <translation>Länge des Laufs</translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation>Adapter</translation>
    </message>
    <message>
        <source>Model and tokens</source>
        <translation>Modell und Token</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>Keeping and measuring</source>
        <translation>Aufheben und Messen</translation>
    </message>
    <message>
        <source>β</source>
        <translation>β</translation>
    </message>
    <message>
        <source>Higher stays nearer to the reference</source>
        <translation>Höher bleibt näher an der Referenz</translation>
    </message>
    <message>
        <source>How sharply the two answers are told apart</source>
        <translation>Wie scharf die beiden Antworten getrennt werden</translation>
    </message>
    <message>
        <source>β at the end</source>
        <translation>β am Ende</translation>
    </message>
    <message>
        <source>β goes there over the run; empty: it stays</source>
        <translation>β geht über den Lauf dorthin; leer: es bleibt</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>Glättung der Urteile</translation>
    </message>
    <message>
        <source>Share of judgements taken to be wrong</source>
        <translation>Anteil der Urteile, die als falsch gelten</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>sigmoid, hinge, ipo, exo_pair, nca_pair, robust, bco_pair, sppo_hard, aot, aot_unpaired, apo_zero, apo_down, discopop, sft, sigmoid_norm; several with commas between</source>
        <translation>sigmoid, hinge, ipo, exo_pair, nca_pair, robust, bco_pair, sppo_hard, aot, aot_unpaired, apo_zero, apo_down, discopop, sft, sigmoid_norm; mehrere mit Kommas dazwischen</translation>
    </message>
    <message>
        <source>Weights of the losses</source>
        <translation>Gewichte der Verluste</translation>
    </message>
    <message>
        <source>One number a loss, with commas between; empty: 1 each</source>
        <translation>Eine Zahl je Verlust, mit Kommas dazwischen; leer: je 1</translation>
    </message>
    <message>
        <source>Divergence</source>
        <translation>Divergenz</translation>
    </message>
    <message>
        <source>How distance to the reference is measured</source>
        <translation>Wie der Abstand zur Referenz gemessen wird</translation>
    </message>
    <message>
        <source>α of the divergence</source>
        <translation>α der Divergenz</translation>
    </message>
    <message>
        <source>Only with alpha_divergence; not 1</source>
        <translation>Nur mit alpha_divergence; nicht 1</translation>
    </message>
    <message>
        <source>Length weight</source>
        <translation>Längengewicht</translation>
    </message>
    <message>
        <source>Weight of tokens beyond the shorter answer, 0 to 1; empty: off</source>
        <translation>Gewicht der Token jenseits der kürzeren Antwort, 0 bis 1; leer: aus</translation>
    </message>
    <message>
        <source>Weight by likelihood (WPO)</source>
        <translation>Nach Wahrscheinlichkeit gewichten (WPO)</translation>
    </message>
    <message>
        <source>Pairs count more the likelier the policy would give them itself</source>
        <translation>Paare zählen mehr, je eher das Modell sie selbst gäbe</translation>
    </message>
    <message>
        <source>τ of discopop</source>
        <translation>τ von discopop</translation>
    </message>
    <message>
        <source>Only with the loss discopop</source>
        <translation>Nur mit dem Verlust discopop</translation>
    </message>
    <message>
        <source>Learn the answer only</source>
        <translation>Nur die Antwort lernen</translation>
    </message>
    <message>
        <source>auto: where a prompt is given</source>
        <translation>auto: wo ein Prompt gegeben ist</translation>
    </message>
    <message>
        <source>Learn the assistant&apos;s turns only</source>
        <translation>Nur die Beiträge des Assistenten lernen</translation>
    </message>
    <message>
        <source>Needs a chat template that marks them</source>
        <translation>Braucht eine Chat-Vorlage, die sie markiert</translation>
    </message>
    <message>
        <source>Pack rows</source>
        <translation>Zeilen packen</translation>
    </message>
    <message>
        <source>Several rows in one sequence, kept apart by masks; faster</source>
        <translation>Mehrere Zeilen in einer Folge, durch Masken getrennt; schneller</translation>
    </message>
    <message>
        <source>Centring</source>
        <translation>Zentrierung</translation>
    </message>
    <message>
        <source>Keeps scores near 0; empty: off, 0.01 is usual</source>
        <translation>Hält Bewertungen nahe 0; leer: aus, üblich 0.01</translation>
    </message>
    <message>
        <source>Weight of good answers</source>
        <translation>Gewicht guter Antworten</translation>
    </message>
    <message>
        <source>Balance it with the other where one kind is rarer</source>
        <translation>Mit dem anderen ausgleichen, wo eine Art seltener ist</translation>
    </message>
    <message>
        <source>Weight of bad answers</source>
        <translation>Gewicht schlechter Antworten</translation>
    </message>
    <message>
        <source>Weight of the preference beside the likelihood</source>
        <translation>Gewicht der Vorliebe neben der Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>Margin γ</source>
        <translation>Abstand γ</translation>
    </message>
    <message>
        <source>How much better the chosen answer must be, per token</source>
        <translation>Wie viel besser die bevorzugte Antwort sein muss, je Token</translation>
    </message>
    <message>
        <source>Weight of the likelihood</source>
        <translation>Gewicht der Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>Share of plain fine-tuning on the chosen answers</source>
        <translation>Anteil einfachen Feintunings auf den bevorzugten Antworten</translation>
    </message>
    <message>
        <source>How long the run is</source>
        <translation>Wie lang der Lauf ist</translation>
    </message>
    <message>
        <source>Sampled together, then learned from</source>
        <translation>Zusammen gezogen, dann daraus gelernt</translation>
    </message>
    <message>
        <source>A response ends here at the latest</source>
        <translation>Hier endet eine Antwort spätestens</translation>
    </message>
    <message>
        <source>No response ends before</source>
        <translation>Vorher endet keine Antwort</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>Of the sampled responses</source>
        <translation>Der gezogenen Antworten</translation>
    </message>
    <message>
        <source>Temperature at the end</source>
        <translation>Temperatur am Ende</translation>
    </message>
    <message>
        <source>It goes there over the run; empty: it stays</source>
        <translation>Sie geht über den Lauf dorthin; leer: sie bleibt</translation>
    </message>
    <message>
        <source>Passes a round</source>
        <translation>Durchgänge je Runde</translation>
    </message>
    <message>
        <source>How often each round is learned from</source>
        <translation>Wie oft aus jeder Runde gelernt wird</translation>
    </message>
    <message>
        <source>Updates a pass</source>
        <translation>Schritte je Durchgang</translation>
    </message>
    <message>
        <source>A round is divided into so many parts</source>
        <translation>In so viele Teile wird eine Runde geteilt</translation>
    </message>
    <message>
        <source>KL target</source>
        <translation>KL-Ziel</translation>
    </message>
    <message>
        <source>The coefficient moves towards this KL; empty: it is fixed</source>
        <translation>Der Koeffizient strebt zu dieser KL; leer: er ist fest</translation>
    </message>
    <message>
        <source>KL horizon</source>
        <translation>KL-Horizont</translation>
    </message>
    <message>
        <source>Responses over which it moves</source>
        <translation>Antworten, über die er sich bewegt</translation>
    </message>
    <message>
        <source>KL estimator</source>
        <translation>KL-Schätzer</translation>
    </message>
    <message>
        <source>k1 is exact on average, k3 varies less and is never negative</source>
        <translation>k1 ist im Mittel genau, k3 schwankt weniger und ist nie negativ</translation>
    </message>
    <message>
        <source>Clip</source>
        <translation>Begrenzung</translation>
    </message>
    <message>
        <source>How far one round may move a token&apos;s probability</source>
        <translation>Wie weit eine Runde die Wahrscheinlichkeit eines Tokens bewegen darf</translation>
    </message>
    <message>
        <source>Value clip</source>
        <translation>Begrenzung der Werte</translation>
    </message>
    <message>
        <source>How far one round may move a value</source>
        <translation>Wie weit eine Runde einen Wert bewegen darf</translation>
    </message>
    <message>
        <source>Weight of the value loss</source>
        <translation>Gewicht des Wertverlusts</translation>
    </message>
    <message>
        <source>Beside the loss of the policy</source>
        <translation>Neben dem Verlust des Modells</translation>
    </message>
    <message>
        <source>Discount γ</source>
        <translation>Abzinsung γ</translation>
    </message>
    <message>
        <source>1: all tokens share the reward</source>
        <translation>1: alle Token teilen sich die Belohnung</translation>
    </message>
    <message>
        <source>GAE λ</source>
        <translation>GAE λ</translation>
    </message>
    <message>
        <source>Between trusting values (0) and rewards (1)</source>
        <translation>Zwischen Vertrauen in Werte (0) und Belohnungen (1)</translation>
    </message>
    <message>
        <source>Scale rewards</source>
        <translation>Belohnungen skalieren</translation>
    </message>
    <message>
        <source>Divides them by their spread in each round</source>
        <translation>Teilt sie in jeder Runde durch ihre Streuung</translation>
    </message>
    <message>
        <source>Penalty without an end</source>
        <translation>Abzug ohne Ende</translation>
    </message>
    <message>
        <source>Taken from responses that the length cut off; empty: none</source>
        <translation>Von Antworten abgezogen, die die Länge abschnitt; leer: keiner</translation>
    </message>
    <message>
        <source>Entropy bonus</source>
        <translation>Entropiezuschlag</translation>
    </message>
    <message>
        <source>Keeps responses varied</source>
        <translation>Hält Antworten vielfältig</translation>
    </message>
    <message>
        <source>How far each step goes</source>
        <translation>Wie weit jeder Schritt geht</translation>
    </message>
    <message>
        <source>How often each row is seen</source>
        <translation>Wie oft jede Zeile gesehen wird</translation>
    </message>
    <message>
        <source>Ends the run after so many steps</source>
        <translation>Beendet den Lauf nach so vielen Schritten</translation>
    </message>
    <message>
        <source>Rows or pairs that go through the model together</source>
        <translation>Zeilen oder Paare, die zusammen durch das Modell gehen</translation>
    </message>
    <message>
        <source>Batches a step; more rows a step without more memory</source>
        <translation>Stapel je Schritt; mehr Zeilen je Schritt ohne mehr Speicher</translation>
    </message>
    <message>
        <source>Tokens of prompt and answer; what is longer is cut or dropped</source>
        <translation>Token von Prompt und Antwort; Längeres wird gekürzt oder verworfen</translation>
    </message>
    <message>
        <source>Order of rows</source>
        <translation>Reihenfolge der Zeilen</translation>
    </message>
    <message>
        <source>Shuffled anew each epoch, or as they stand</source>
        <translation>Jede Epoche neu gemischt oder wie sie stehen</translation>
    </message>
    <message>
        <source>The same seed gives the same run</source>
        <translation>Derselbe Startwert ergibt denselben Lauf</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Verlauf der Rate</translation>
    </message>
    <message>
        <source>How the learning rate falls over the run</source>
        <translation>Wie die Lernrate über den Lauf sinkt</translation>
    </message>
    <message>
        <source>Steps over which the rate rises from 0</source>
        <translation>Schritte, über die die Rate von 0 ansteigt</translation>
    </message>
    <message>
        <source>Longer gradients are shortened to this length</source>
        <translation>Längere Gradienten werden auf diese Länge gekürzt</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Gewichtsschwund</translation>
    </message>
    <message>
        <source>Pulls weights towards 0 at each step</source>
        <translation>Zieht Gewichte bei jedem Schritt zur 0</translation>
    </message>
    <message>
        <source>Adam β₁</source>
        <translation>Adam β₁</translation>
    </message>
    <message>
        <source>Memory of the optimizer for the gradient</source>
        <translation>Gedächtnis des Optimierers für den Gradienten</translation>
    </message>
    <message>
        <source>Adam β₂</source>
        <translation>Adam β₂</translation>
    </message>
    <message>
        <source>Memory of the optimizer for the gradient&apos;s square</source>
        <translation>Gedächtnis des Optimierers für das Quadrat des Gradienten</translation>
    </message>
    <message>
        <source>Adam ε</source>
        <translation>Adam ε</translation>
    </message>
    <message>
        <source>Keeps the optimizer from dividing by 0</source>
        <translation>Bewahrt den Optimierer davor, durch 0 zu teilen</translation>
    </message>
    <message>
        <source>LoRA rank</source>
        <translation>LoRA-Rang</translation>
    </message>
    <message>
        <source>Size of the adapter; more can learn more and costs more</source>
        <translation>Größe des Adapters; mehr kann mehr lernen und kostet mehr</translation>
    </message>
    <message>
        <source>LoRA alpha</source>
        <translation>LoRA-Alpha</translation>
    </message>
    <message>
        <source>Weight of the adapter is alpha over rank; usually twice the rank</source>
        <translation>Gewicht des Adapters ist Alpha durch Rang; üblich das Doppelte des Rangs</translation>
    </message>
    <message>
        <source>LoRA dropout</source>
        <translation>LoRA-Dropout</translation>
    </message>
    <message>
        <source>Share of the adapter&apos;s inputs left out at random</source>
        <translation>Anteil der Eingaben des Adapters, die zufällig ausfallen</translation>
    </message>
    <message>
        <source>rsLoRA</source>
        <translation>rsLoRA</translation>
    </message>
    <message>
        <source>Weight is alpha over the root of the rank, for high ranks</source>
        <translation>Gewicht ist Alpha durch die Wurzel des Rangs, für hohe Ränge</translation>
    </message>
    <message>
        <source>LoRA targets</source>
        <translation>LoRA-Ziele</translation>
    </message>
    <message>
        <source>Layers that get an adapter, with commas between; empty: all linear ones</source>
        <translation>Schichten mit Adapter, mit Kommas dazwischen; leer: alle linearen</translation>
    </message>
    <message>
        <source>Continue adapter</source>
        <translation>Adapter fortsetzen</translation>
    </message>
    <message>
        <source>Folder of a saved adapter that goes on learning</source>
        <translation>Ordner eines gespeicherten Adapters, der weiterlernt</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>start: the model as the run finds it; base: without adapters; or a path</source>
        <translation>start: das Modell, wie der Lauf es vorfindet; base: ohne Adapter; oder ein Pfad</translation>
    </message>
    <message>
        <source>Adapter under it</source>
        <translation>Adapter darunter</translation>
    </message>
    <message>
        <source>Folder of an adapter that is merged before training, for good</source>
        <translation>Ordner eines Adapters, der vor dem Training fest eingerechnet wird</translation>
    </message>
    <message>
        <source>Tokenizer</source>
        <translation>Tokenizer</translation>
    </message>
    <message>
        <source>Path; empty: the model&apos;s own</source>
        <translation>Pfad; leer: der des Modells</translation>
    </message>
    <message>
        <source>Append end of text</source>
        <translation>Textende anhängen</translation>
    </message>
    <message>
        <source>Ends answers of plain text with the token that stops a response</source>
        <translation>Beendet Antworten aus reinem Text mit dem Token, das eine Antwort abschließt</translation>
    </message>
    <message>
        <source>Pad token</source>
        <translation>Fülltoken</translation>
    </message>
    <message>
        <source>Empty: the tokenizer&apos;s, else its end of text</source>
        <translation>Leer: das des Tokenizers, sonst sein Textende</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>auto takes what is fastest here; float32 is exact</source>
        <translation>auto nimmt, was hier am schnellsten ist; float32 ist genau</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>auto takes the GPU where there is one</source>
        <translation>auto nimmt die GPU, wo es eine gibt</translation>
    </message>
    <message>
        <source>Threads (0: all)</source>
        <translation>Threads (0: alle)</translation>
    </message>
    <message>
        <source>The same number of threads gives the same numbers</source>
        <translation>Dieselbe Anzahl Threads ergibt dieselben Zahlen</translation>
    </message>
    <message>
        <source>Save memory</source>
        <translation>Speicher sparen</translation>
    </message>
    <message>
        <source>Computes layers twice instead of keeping them: less memory, slower</source>
        <translation>Rechnet Schichten zweimal, statt sie aufzuheben: weniger Speicher, langsamer</translation>
    </message>
    <message>
        <source>No dropout</source>
        <translation>Kein Dropout</translation>
    </message>
    <message>
        <source>Usual for everything but supervised fine-tuning</source>
        <translation>Üblich für alles außer überwachtem Feintuning</translation>
    </message>
    <message>
        <source>Steps; 0: only at the end</source>
        <translation>Schritte; 0: nur am Ende</translation>
    </message>
    <message>
        <source>Keep the last</source>
        <translation>Letzte behalten</translation>
    </message>
    <message>
        <source>Checkpoints that stay, newest first</source>
        <translation>Checkpoints, die bleiben, die neuesten zuerst</translation>
    </message>
    <message>
        <source>Keep the best</source>
        <translation>Beste behalten</translation>
    </message>
    <message>
        <source>Checkpoints that stay for their loss on held-out rows</source>
        <translation>Checkpoints, die wegen ihres Verlusts auf zurückgehaltenen Zeilen bleiben</translation>
    </message>
    <message>
        <source>Evaluate every</source>
        <translation>Auswerten alle</translation>
    </message>
    <message>
        <source>Steps; 0: with each checkpoint</source>
        <translation>Schritte; 0: mit jedem Checkpoint</translation>
    </message>
    <message>
        <source>Probe every</source>
        <translation>Proben alle</translation>
    </message>
    <message>
        <source>Steps between answers to the fixed prompts; 0: never</source>
        <translation>Schritte zwischen Antworten auf die festen Prompts; 0: nie</translation>
    </message>
    <message>
        <source>a whole number above %1, up to %2</source>
        <translation>eine ganze Zahl über %1, bis %2</translation>
    </message>
    <message>
        <source>a number above %1, up to %2</source>
        <translation>eine Zahl über %1, bis %2</translation>
    </message>
    <message>
        <source>a number from %1 to below %2</source>
        <translation>eine Zahl von %1 bis unter %2</translation>
    </message>
    <message>
        <source>a whole number from %1 to %2</source>
        <translation>eine ganze Zahl von %1 bis %2</translation>
    </message>
    <message>
        <source>a number from %1 to %2</source>
        <translation>eine Zahl von %1 bis %2</translation>
    </message>
    <message>
        <source>a number above %1</source>
        <translation>eine Zahl über %1</translation>
    </message>
    <message>
        <source>a number of at least %1</source>
        <translation>eine Zahl ab %1</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>%1 is %2. Use %3.</source>
        <translation>%1 ist %2. Erlaubt ist %3.</translation>
    </message>
    <message>
        <source>%1 is empty. Write a value.</source>
        <translation>%1 ist leer. Einen Wert eintragen.</translation>
    </message>
    <message>
        <source>Makes the better answer of each pair likelier than the worse one, near a reference</source>
        <translation>Macht die bessere Antwort jedes Paars wahrscheinlicher als die schlechtere, nahe an einer Referenz</translation>
    </message>
    <message>
        <source>Supervised fine-tuning</source>
        <translation>Überwachtes Feintuning</translation>
    </message>
    <message>
        <source>Imitates good answers</source>
        <translation>Ahmt gute Antworten nach</translation>
    </message>
    <message>
        <source>Reward model</source>
        <translation>Belohnungsmodell</translation>
    </message>
    <message>
        <source>Learns to score answers as they were judged; PPO can use it</source>
        <translation>Lernt, Antworten so zu bewerten, wie geurteilt wurde; PPO kann es verwenden</translation>
    </message>
    <message>
        <source>Samples responses and raises the reward they get</source>
        <translation>Zieht Antworten und steigert ihre Belohnung</translation>
    </message>
    <message>
        <source>Takes each answer as good or bad by itself</source>
        <translation>Nimmt jede Antwort für sich als gut oder schlecht</translation>
    </message>
    <message>
        <source>As KTO, as a classifier of good and bad</source>
        <translation>Wie KTO, als Unterscheider von gut und schlecht</translation>
    </message>
    <message>
        <source>Fine-tuning and preference in one, without a reference</source>
        <translation>Feintuning und Vorliebe in einem, ohne Referenz</translation>
    </message>
    <message>
        <source>Compares answers per token, without a reference</source>
        <translation>Vergleicht Antworten je Token, ohne Referenz</translation>
    </message>
    <message>
        <source>DPO without a reference, with a share of fine-tuning</source>
        <translation>DPO ohne Referenz, mit einem Anteil Feintuning</translation>
    </message>
    <message>
        <source>As steady, at a low rate and held near the reference</source>
        <translation>Wie stetig, mit niedriger Rate und nahe an der Referenz gehalten</translation>
    </message>
    <message>
        <source>usual %1 to %2</source>
        <translation>üblich %1 bis %2</translation>
    </message>
</context>
<context>
    <name>tiebreak::AlternativesModel</name>
    <message>
        <source>removed by %1</source>
        <translation>entfernt durch %1</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>gewählt</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Davor</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Danach</translation>
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
    <name>tiebreak::ColumnTools</name>
    <message>
        <source>There is no finished response yet</source>
        <translation>Noch gibt es keine fertige Antwort</translation>
    </message>
    <message>
        <source>Differences between response %1 and which? Choose a column, then V</source>
        <translation>Unterschiede zwischen Antwort %1 und welcher? Spalte wählen, dann V</translation>
    </message>
    <message numerus="yes">
        <source>Responses %1 and %2 share %n words; the rest is marked</source>
        <translation>
            <numerusform>Antworten %1 und %2 haben %n Wort gemeinsam; der Rest ist markiert</numerusform>
            <numerusform>Antworten %1 und %2 haben %n Wörter gemeinsam; der Rest ist markiert</numerusform>
        </translation>
    </message>
    <message>
        <source>Label needs two finished responses to one query</source>
        <translation>Zum Urteilen braucht es zwei fertige Antworten auf eine Anfrage</translation>
    </message>
    <message>
        <source>Judge response %1 against which? Choose a column, then L</source>
        <translation>Antwort %1 gegen welche beurteilen? Spalte wählen, dann L</translation>
    </message>
    <message>
        <source>The two responses are the same. Nothing can be judged between them.</source>
        <translation>Die beiden Antworten sind gleich. Zwischen ihnen gibt es nichts zu urteilen.</translation>
    </message>
    <message>
        <source>Differences to</source>
        <translation>Unterschiede zu</translation>
    </message>
    <message>
        <source>Judge against</source>
        <translation>Beurteilen gegen</translation>
    </message>
    <message>
        <source>Response %1</source>
        <translation>Antwort %1</translation>
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
    <name>tiebreak::CompareCard</name>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>Both axes are the same parameter. Choose another one.</source>
        <translation>Beide Achsen sind derselbe Parameter. Einen anderen wählen.</translation>
    </message>
    <message>
        <source>That makes %1 columns. At most %2 stand side by side.</source>
        <translation>Das ergibt %1 Spalten. Höchstens %2 stehen nebeneinander.</translation>
    </message>
    <message>
        <source>the one chosen</source>
        <translation>die gewählte</translation>
    </message>
    <message numerus="yes">
        <source>%n versions</source>
        <translation>
            <numerusform>%n Version</numerusform>
            <numerusform>%n Versionen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Makes %n columns; those that differ in parameters or model share their seed.</source>
        <translation>
            <numerusform>Ergibt %n Spalte.</numerusform>
            <numerusform>Ergibt %n Spalten; die sich in Parametern oder Modell unterscheiden, haben denselben Startwert.</numerusform>
        </translation>
    </message>
    <message>
        <source>First parameter and its values</source>
        <translation>Erster Parameter und seine Werte</translation>
    </message>
    <message>
        <source>Second, if wanted</source>
        <translation>Zweiter, falls gewünscht</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>Startwerte</translation>
    </message>
    <message>
        <source>Model versions</source>
        <translation>Modellversionen</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>0.2 0.7 1.0</source>
        <translation>0,2 0,7 1,0</translation>
    </message>
    <message>
        <source>Make columns</source>
        <translation>Spalten anlegen</translation>
    </message>
</context>
<context>
    <name>tiebreak::ConversationStrip</name>
    <message>
        <source>Query</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>%1 %2 of %3: %4</source>
        <translation>%1 %2 von %3: %4</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>Conversation, %n turns</source>
        <translation>
            <numerusform>Gespräch, %n Beitrag</numerusform>
            <numerusform>Gespräch, %n Beiträge</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tiebreak::CurveBar</name>
    <message>
        <source>Smoothing</source>
        <translation>Glättung</translation>
    </message>
    <message>
        <source>All curves</source>
        <translation>Alle Kurven</translation>
    </message>
    <message>
        <source>Smoothing, %1</source>
        <translation>Glättung, %1</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
</context>
<context>
    <name>tiebreak::CurveCard</name>
    <message>
        <source>%1, curve</source>
        <translation>%1, Kurve</translation>
    </message>
    <message>
        <source>%1 of %2: %3</source>
        <translation>%1 von %2: %3</translation>
    </message>
</context>
<context>
    <name>tiebreak::EditCard</name>
    <message>
        <source>Edit response %1</source>
        <translation>Antwort %1 bearbeiten</translation>
    </message>
    <message>
        <source>Save as sibling</source>
        <translation>Als Geschwister speichern</translation>
    </message>
    <message>
        <source>Continue from here</source>
        <translation>Von hier fortsetzen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
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
    <name>tiebreak::ExpectedRewardPanel</name>
    <message>
        <source>Choose the folder of a reward model</source>
        <translation>Den Ordner eines Belohnungsmodells wählen</translation>
    </message>
    <message>
        <source>Responses are being drawn</source>
        <translation>Antworten werden gezogen</translation>
    </message>
    <message>
        <source>Reward model…</source>
        <translation>Belohnungsmodell …</translation>
    </message>
    <message>
        <source>Model %1</source>
        <translation>Modell %1</translation>
    </message>
    <message>
        <source>%1 of %2 drawn, %3 scored</source>
        <translation>%1 von %2 gezogen, %3 bewertet</translation>
    </message>
    <message>
        <source>95 % interval %1 to %2, n = %3, deviation %4</source>
        <translation>95-%-Intervall %1 bis %2, n = %3, Abweichung %4</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>Beste</translation>
    </message>
    <message>
        <source>Worst</source>
        <translation>Schlechteste</translation>
    </message>
    <message>
        <source>%1, %2, %3 tokens: %4</source>
        <translation>%1, %2, %3 Token: %4</translation>
    </message>
    <message>
        <source>Expected reward</source>
        <translation>Erwartete Belohnung</translation>
    </message>
    <message>
        <source>Responses to draw</source>
        <translation>Antworten zu ziehen</translation>
    </message>
    <message>
        <source>Shortest limit, tokens</source>
        <translation>Kürzeste Grenze, Token</translation>
    </message>
    <message>
        <source>Longest limit, tokens</source>
        <translation>Längste Grenze, Token</translation>
    </message>
    <message>
        <source>Reward</source>
        <translation>Belohnung</translation>
    </message>
    <message>
        <source>Wanted length, tokens</source>
        <translation>Gewünschte Länge, Token</translation>
    </message>
    <message>
        <source>Lexicon (VADER)</source>
        <translation>Lexikon (VADER)</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Draw and score</source>
        <translation>Ziehen und bewerten</translation>
    </message>
    <message>
        <source>Scores; the dashed line is their mean</source>
        <translation>Bewertungen; die gestrichelte Linie ist ihr Mittel</translation>
    </message>
    <message>
        <source>Mean against n, with its 95 % interval</source>
        <translation>Mittel über n, mit 95-%-Intervall</translation>
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
    <name>tiebreak::GuidedQuestions</name>
    <message>
        <source>What do you have?</source>
        <translation>Was ist vorhanden?</translation>
    </message>
    <message>
        <source>Judgements: which answer is better</source>
        <translation>Urteile: welche Antwort besser ist</translation>
    </message>
    <message>
        <source>Good answers to imitate</source>
        <translation>Gute Antworten zum Nachahmen</translation>
    </message>
    <message>
        <source>Queries, and a way to reward responses</source>
        <translation>Anfragen und eine Art, Antworten zu belohnen</translation>
    </message>
    <message>
        <source>What should come of it?</source>
        <translation>Was soll daraus werden?</translation>
    </message>
    <message>
        <source>A model that answers more like the better ones</source>
        <translation>Ein Modell, das eher wie die besseren antwortet</translation>
    </message>
    <message>
        <source>The same, with each answer good or bad by itself</source>
        <translation>Dasselbe, jede Antwort für sich gut oder schlecht</translation>
    </message>
    <message>
        <source>A model that scores answers</source>
        <translation>Ein Modell, das Antworten bewertet</translation>
    </message>
    <message>
        <source>A model that answers like them</source>
        <translation>Ein Modell, das so antwortet</translation>
    </message>
    <message>
        <source>A model whose responses get a higher reward</source>
        <translation>Ein Modell, dessen Antworten mehr Belohnung bekommen</translation>
    </message>
    <message>
        <source>How careful?</source>
        <translation>Wie vorsichtig?</translation>
    </message>
    <message>
        <source>A quick look</source>
        <translation>Ein schneller Blick</translation>
    </message>
    <message>
        <source>Steadily</source>
        <translation>Stetig</translation>
    </message>
    <message>
        <source>Carefully</source>
        <translation>Vorsichtig</translation>
    </message>
</context>
<context>
    <name>tiebreak::GuidelinesView</name>
    <message>
        <source>Prefer the response a person could use as it is. Correct beats long. A polite refusal beats a wrong answer. Choose a tie only when you do not mind which one is sent.</source>
        <translation>Die Antwort bevorzugen, die sich so verwenden lässt, wie sie ist. Richtig schlägt lang. Eine höfliche Ablehnung schlägt eine falsche Antwort. Gleichstand nur wählen, wenn es egal ist, welche gesendet wird.</translation>
    </message>
    <message>
        <source>Guidelines</source>
        <translation>Richtlinien</translation>
    </message>
    <message>
        <source>Guidelines, Markdown</source>
        <translation>Richtlinien, Markdown</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>tiebreak::HistoryPanel</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Nothing was asked yet.</source>
        <translation>Noch wurde nichts gefragt.</translation>
    </message>
    <message>
        <source>What was asked last</source>
        <translation>Was zuletzt gefragt wurde</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>“%1” stands in no query and no response.</source>
        <translation>„%1“ steht in keiner Anfrage und keiner Antwort.</translation>
    </message>
    <message numerus="yes">
        <source>%n places</source>
        <translation>
            <numerusform>%n Stelle</numerusform>
            <numerusform>%n Stellen</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no conversation yet</source>
        <translation>Noch gibt es kein Gespräch</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Search queries and responses</source>
        <translation>Anfragen und Antworten durchsuchen</translation>
    </message>
    <message>
        <source>Queries and responses</source>
        <translation>Anfragen und Antworten</translation>
    </message>
    <message>
        <source>Export branch</source>
        <translation>Zweig exportieren</translation>
    </message>
    <message>
        <source>Export tree</source>
        <translation>Baum exportieren</translation>
    </message>
</context>
<context>
    <name>tiebreak::JudgementBar</name>
    <message>
        <source>Comment on this pair, saved with the judgement</source>
        <translation>Kommentar zu diesem Paar, mit dem Urteil gespeichert</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Why skip</source>
        <translation>Warum überspringen</translation>
    </message>
    <message>
        <source>Tags, parted by commas</source>
        <translation>Tags, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Tags of the judgement</source>
        <translation>Tags des Urteils</translation>
    </message>
</context>
<context>
    <name>tiebreak::JudgementDraft</name>
    <message>
        <source>%1 good</source>
        <translation>%1 gut</translation>
    </message>
    <message>
        <source>%1 acceptable</source>
        <translation>%1 annehmbar</translation>
    </message>
    <message>
        <source>%1 bad</source>
        <translation>%1 schlecht</translation>
    </message>
    <message>
        <source>flagged</source>
        <translation>markiert</translation>
    </message>
    <message>
        <source>with comment</source>
        <translation>mit Kommentar</translation>
    </message>
    <message numerus="yes">
        <source>%n tag(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tags</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dimension(s)</source>
        <translation>
            <numerusform>%n Dimension</numerusform>
            <numerusform>%n Dimensionen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tiebreak::JudgementList</name>
    <message>
        <source>Judgements</source>
        <translation>Urteile</translation>
    </message>
    <message>
        <source>Find in queries, comments, tags</source>
        <translation>In Anfragen, Kommentaren, Tags suchen</translation>
    </message>
    <message>
        <source>Find a judgement</source>
        <translation>Urteil suchen</translation>
    </message>
    <message>
        <source>Also those changed or taken back</source>
        <translation>Auch geänderte und zurückgenommene</translation>
    </message>
    <message>
        <source>Judgements, newest first</source>
        <translation>Urteile, neueste zuerst</translation>
    </message>
    <message>
        <source>changed since</source>
        <translation>seither geändert</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>zurückgenommen</translation>
    </message>
    <message>
        <source>Nothing is found.</source>
        <translation>Nichts gefunden.</translation>
    </message>
    <message>
        <source>Nothing is judged yet.</source>
        <translation>Noch nichts beurteilt.</translation>
    </message>
</context>
<context>
    <name>tiebreak::JudgementWords</name>
    <message>
        <source>A far better</source>
        <translation>A viel besser</translation>
    </message>
    <message>
        <source>A better</source>
        <translation>A besser</translation>
    </message>
    <message>
        <source>A slightly better</source>
        <translation>A etwas besser</translation>
    </message>
    <message>
        <source>B slightly better</source>
        <translation>B etwas besser</translation>
    </message>
    <message>
        <source>B better</source>
        <translation>B besser</translation>
    </message>
    <message>
        <source>B far better</source>
        <translation>B viel besser</translation>
    </message>
    <message>
        <source>Tie</source>
        <translation>Gleichstand</translation>
    </message>
    <message>
        <source>A slightly</source>
        <translation>A etwas</translation>
    </message>
    <message>
        <source>B slightly</source>
        <translation>B etwas</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Übersprungen</translation>
    </message>
    <message>
        <source>Both bad</source>
        <translation>Beide schlecht</translation>
    </message>
    <message>
        <source>Query unclear</source>
        <translation>Anfrage unklar</translation>
    </message>
    <message>
        <source>Cannot tell</source>
        <translation>Nicht zu sagen</translation>
    </message>
    <message>
        <source>Not my field</source>
        <translation>Nicht mein Gebiet</translation>
    </message>
    <message>
        <source>Text broken</source>
        <translation>Text kaputt</translation>
    </message>
    <message>
        <source>Not to be read</source>
        <translation>Nicht zumutbar</translation>
    </message>
</context>
<context>
    <name>tiebreak::KeepingSection</name>
    <message>
        <source>Backups</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>Taken every half hour in which something was saved, and before every change of the file&apos;s format. All of two days are kept, then 12 days, 10 weeks and 9 months.</source>
        <translation>Jede halbe Stunde, in der etwas gespeichert wurde, und vor jeder Änderung des Dateiformats. Alle aus zwei Tagen bleiben, danach 12 Tage, 10 Wochen und 9 Monate.</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>Jetzt sichern</translation>
    </message>
    <message>
        <source>Bin</source>
        <translation>Papierkorb</translation>
    </message>
    <message>
        <source>What was deleted stays here for 30 days.</source>
        <translation>Was gelöscht wurde, bleibt 30 Tage hier.</translation>
    </message>
    <message>
        <source>On schedule</source>
        <translation>Nach Plan</translation>
    </message>
    <message>
        <source>Before a new version</source>
        <translation>Vor einer neuen Version</translation>
    </message>
    <message>
        <source>Before a restore</source>
        <translation>Vor einer Wiederherstellung</translation>
    </message>
    <message>
        <source>By hand, kept until you remove it</source>
        <translation>Von Hand, bleibt bis Sie sie entfernen</translation>
    </message>
    <message>
        <source>%1&#xa0;MB</source>
        <translation>%1&#xa0;MB</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>The workspace becomes what it was then. What is here now is kept as a backup.</source>
        <translation>Der Arbeitsbereich wird wieder, was er damals war. Was jetzt hier ist, bleibt als Sicherung.</translation>
    </message>
    <message>
        <source>Restore this backup</source>
        <translation>Diese Sicherung wiederherstellen</translation>
    </message>
    <message>
        <source>No backup yet. The first is taken when something was saved.</source>
        <translation>Noch keine Sicherung. Die erste entsteht, sobald etwas gespeichert wurde.</translation>
    </message>
    <message>
        <source>Query: %1</source>
        <translation>Anfrage: %1</translation>
    </message>
    <message>
        <source>Response: %1</source>
        <translation>Antwort: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n responses</source>
        <translation>
            <numerusform>%n Antwort</numerusform>
            <numerusform>%n Antworten</numerusform>
        </translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Zurücklegen</translation>
    </message>
    <message>
        <source>The bin is empty.</source>
        <translation>Der Papierkorb ist leer.</translation>
    </message>
</context>
<context>
    <name>tiebreak::KeptList</name>
    <message>
        <source>Show all %1</source>
        <translation>Alle %1 zeigen</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Lassen</translation>
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
    <name>tiebreak::LabelActions</name>
    <message>
        <source>Both bad</source>
        <translation>Beide schlecht</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Markieren</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Save and next</source>
        <translation>Speichern und weiter</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Acceptable</source>
        <translation>Annehmbar</translation>
    </message>
    <message>
        <source>Bad</source>
        <translation>Schlecht</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>Reiner Text</translation>
    </message>
    <message>
        <source>Dimensions</source>
        <translation>Dimensionen</translation>
    </message>
    <message>
        <source>Guidelines</source>
        <translation>Richtlinien</translation>
    </message>
    <message>
        <source>Open a link</source>
        <translation>Link öffnen</translation>
    </message>
    <message>
        <source>Tags of the query</source>
        <translation>Tags der Anfrage</translation>
    </message>
    <message>
        <source>Hand out pairs</source>
        <translation>Paare ausgeben</translation>
    </message>
    <message>
        <source>Hand back judgements</source>
        <translation>Urteile zurückgeben</translation>
    </message>
    <message>
        <source>Take in a pack</source>
        <translation>Paket aufnehmen</translation>
    </message>
    <message>
        <source>Find a judgement</source>
        <translation>Urteil suchen</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message>
        <source>Newer judgement</source>
        <translation>Neueres Urteil</translation>
    </message>
    <message>
        <source>Import pairs</source>
        <translation>Paare importieren</translation>
    </message>
    <message>
        <source>Sample pairs</source>
        <translation>Beispielpaare</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>tiebreak::LabelPage</name>
    <message>
        <source>20 sample pairs are here. They are marked, and New run can leave them out.</source>
        <translation>20 Beispielpaare sind da. Sie sind gekennzeichnet, und Neuer Lauf kann sie auslassen.</translation>
    </message>
    <message>
        <source>The sample pairs are here already.</source>
        <translation>Die Beispielpaare sind schon da.</translation>
    </message>
    <message>
        <source>Nothing to undo</source>
        <translation>Nichts rückgängig zu machen</translation>
    </message>
    <message>
        <source>Nothing to redo</source>
        <translation>Nichts zu wiederholen</translation>
    </message>
    <message>
        <source>No pairs to judge</source>
        <translation>Keine Paare zu beurteilen</translation>
    </message>
    <message>
        <source>Sample at least 2 responses to a query. Or press I for 20 sample pairs.</source>
        <translation>Mindestens 2 Antworten auf eine Anfrage ziehen. Oder I drücken für 20 Beispielpaare.</translation>
    </message>
    <message>
        <source>Open Playground</source>
        <translation>Spielfeld öffnen</translation>
    </message>
    <message>
        <source>A judgement is not saved.</source>
        <translation>Ein Urteil ist nicht gespeichert.</translation>
    </message>
    <message>
        <source>%1 saved %2</source>
        <translation>%1, gespeichert %2</translation>
    </message>
    <message>
        <source>Disk full: the judgement is not saved. Free 1 MB, then Enter.</source>
        <translation>Datenträger voll: das Urteil ist nicht gespeichert. 1 MB freigeben, dann Enter.</translation>
    </message>
    <message>
        <source>The judgement is not saved: %1. Enter tries again.</source>
        <translation>Das Urteil ist nicht gespeichert: %1. Enter versucht es erneut.</translation>
    </message>
    <message>
        <source>pair %1 of %2</source>
        <translation>Paar %1 von %2</translation>
    </message>
    <message>
        <source>, imported sample</source>
        <translation>, importiertes Beispiel</translation>
    </message>
    <message>
        <source>There is no pair to judge.</source>
        <translation>Es gibt kein Paar zu beurteilen.</translation>
    </message>
    <message>
        <source>A choice is saved at once</source>
        <translation>Eine Wahl wird sofort gespeichert</translation>
    </message>
    <message>
        <source>Choose 1 to 7, X or S</source>
        <translation>1 bis 7, X oder S wählen</translation>
    </message>
    <message>
        <source>%1, not saved</source>
        <translation>%1, nicht gespeichert</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Urteilen</translation>
    </message>
    <message>
        <source>Dimension: a step towards A or B</source>
        <translation>Dimension: ein Schritt zu A oder B</translation>
    </message>
    <message>
        <source>Next dimension, next button</source>
        <translation>Nächste Dimension, nächster Knopf</translation>
    </message>
    <message>
        <source>Leave a field or the reasons</source>
        <translation>Feld oder Gründe verlassen</translation>
    </message>
    <message>
        <source>An edit is not saved.</source>
        <translation>Eine Bearbeitung ist nicht gespeichert.</translation>
    </message>
    <message>
        <source>The edit is not saved: %1.</source>
        <translation>Die Bearbeitung ist nicht gespeichert: %1.</translation>
    </message>
    <message>
        <source>Saved: a new response, better than %1</source>
        <translation>Gespeichert: eine neue Antwort, besser als %1</translation>
    </message>
    <message>
        <source>judged before</source>
        <translation>schon beurteilt</translation>
    </message>
    <message>
        <source>No query with the tag &quot;%1&quot; has an open pair. Choose another in the panel.</source>
        <translation>Keine Anfrage mit dem Tag „%1“ hat ein offenes Paar. Im Seitenfeld ein anderes wählen.</translation>
    </message>
    <message>
        <source>Choose a reason, or press S again.</source>
        <translation>Einen Grund wählen oder noch einmal S drücken.</translation>
    </message>
    <message>
        <source>Press S first.</source>
        <translation>Zuerst S drücken.</translation>
    </message>
    <message>
        <source>No more pairs are made meanwhile: %1</source>
        <translation>Nebenbei entstehen keine Paare mehr: %1</translation>
    </message>
    <message>
        <source>Import pairs</source>
        <translation>Paare importieren</translation>
    </message>
    <message>
        <source>Preference rows (*.jsonl *.json)</source>
        <translation>Präferenzzeilen (*.jsonl *.json)</translation>
    </message>
    <message numerus="yes">
        <source>%n pair(s) imported.</source>
        <translation>
            <numerusform>%n Paar importiert.</numerusform>
            <numerusform>%n Paare importiert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) left out, the first: %1.</source>
        <translation>
            <numerusform>%n Zeile ausgelassen: %1.</numerusform>
            <numerusform>%n Zeilen ausgelassen, die erste: %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Open %1 in the browser? A model wrote this address. Tiebreak itself fetches nothing.</source>
        <translation>%1 im Browser öffnen? Ein Modell hat diese Adresse geschrieben. Tiebreak selbst lädt nichts.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Lassen</translation>
    </message>
    <message>
        <source>No link in these texts</source>
        <translation>Kein Link in diesen Texten</translation>
    </message>
</context>
<context>
    <name>tiebreak::LabelPanel</name>
    <message>
        <source>Guidelines</source>
        <translation>Richtlinien</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save on choice</source>
        <translation>Beim Wählen speichern</translation>
    </message>
    <message>
        <source>On, a choice is saved at once and the next pair comes. Off, Enter saves it.</source>
        <translation>An: eine Wahl wird sofort gespeichert, und das nächste Paar kommt. Aus: Enter speichert sie.</translation>
    </message>
</context>
<context>
    <name>tiebreak::LineageView</name>
    <message>
        <source>Lineage</source>
        <translation>Abstammung</translation>
    </message>
    <message>
        <source>base</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
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
    <message>
        <source>step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>, %n min left</source>
        <translation>
            <numerusform>, noch %n min</numerusform>
            <numerusform>, noch %n min</numerusform>
        </translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>Jetzt sichern</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Sicherung wiederherstellen</translation>
    </message>
    <message>
        <source>Put back from the bin</source>
        <translation>Aus dem Papierkorb zurücklegen</translation>
    </message>
</context>
<context>
    <name>tiebreak::MeanChart</name>
    <message>
        <source>Mean against n, without scores</source>
        <translation>Mittel über n, ohne Bewertungen</translation>
    </message>
    <message numerus="yes">
        <source>Mean against n: %1 ± %2 after %n responses</source>
        <translation>
            <numerusform>Mittel über n: %1 ± %2 nach %n Antwort</numerusform>
            <numerusform>Mittel über n: %1 ± %2 nach %n Antworten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tiebreak::ModelFacts</name>
    <message>
        <source>Sample</source>
        <translation>Antworten ziehen</translation>
    </message>
    <message>
        <source>Lineage</source>
        <translation>Abstammung</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Fakten</translation>
    </message>
    <message>
        <source>Made from</source>
        <translation>Entstanden aus</translation>
    </message>
    <message>
        <source>base model</source>
        <translation>Basismodell</translation>
    </message>
    <message>
        <source>checkpoint</source>
        <translation>Checkpoint</translation>
    </message>
    <message>
        <source>The file is not there any more.</source>
        <translation>Die Datei ist nicht mehr da.</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>Köpfe</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>Vokabular</translation>
    </message>
    <message>
        <source>LoRA rank</source>
        <translation>LoRA-Rang</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>Architektur</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Tokenizer</source>
        <translation>Tokenizer</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
</context>
<context>
    <name>tiebreak::ModelPool</name>
    <message>
        <source>It is not among the models any more</source>
        <translation>Es ist nicht mehr unter den Modellen</translation>
    </message>
</context>
<context>
    <name>tiebreak::ModelTableModel</name>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>%1 M</source>
        <translation>%1 M</translation>
    </message>
    <message>
        <source>LoRA r %1</source>
        <translation>LoRA r %1</translation>
    </message>
    <message>
        <source>file is gone</source>
        <translation>Datei fehlt</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>Architektur</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
</context>
<context>
    <name>tiebreak::ModelsPage</name>
    <message>
        <source>Looking for models</source>
        <translation>Modelle werden gesucht</translation>
    </message>
    <message>
        <source>%1 cannot be used: %2</source>
        <translation>%1 ist nicht verwendbar: %2</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Add folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Antworten ziehen</translation>
    </message>
    <message numerus="yes">
        <source>%n on this machine, nothing copied</source>
        <translation>
            <numerusform>%n auf diesem Rechner, nichts kopiert</numerusform>
            <numerusform>%n auf diesem Rechner, nichts kopiert</numerusform>
        </translation>
    </message>
    <message>
        <source>No model is chosen.</source>
        <translation>Kein Modell ist gewählt.</translation>
    </message>
    <message>
        <source>Add a folder with models</source>
        <translation>Einen Ordner mit Modellen hinzufügen</translation>
    </message>
    <message>
        <source>Search by name</source>
        <translation>Nach Namen suchen</translation>
    </message>
    <message>
        <source>Search models</source>
        <translation>Modelle suchen</translation>
    </message>
    <message>
        <source>No models here</source>
        <translation>Keine Modelle hier</translation>
    </message>
    <message>
        <source>Add a folder with a GGUF file or a Hugging Face model.</source>
        <translation>Einen Ordner mit einer GGUF-Datei oder einem Hugging-Face-Modell hinzufügen.</translation>
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
    <name>tiebreak::NewRunForm</name>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Voreinstellung</translation>
    </message>
    <message>
        <source>LoRA adapter</source>
        <translation>LoRA-Adapter</translation>
    </message>
    <message>
        <source>All weights</source>
        <translation>Alle Gewichte</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>No model is chosen. Add one on Models.</source>
        <translation>Kein Modell ist gewählt. Auf der Seite Modelle eines hinzufügen.</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>As in %1</source>
        <translation>Wie in %1</translation>
    </message>
    <message>
        <source>Every parameter as that run had it</source>
        <translation>Jeder Parameter, wie ihn jener Lauf hatte</translation>
    </message>
</context>
<context>
    <name>tiebreak::NewRunPanel</name>
    <message>
        <source>New run</source>
        <translation>Neuer Lauf</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Rows and tokens are being counted.</source>
        <translation>Zeilen und Token werden gezählt.</translation>
    </message>
    <message>
        <source>The run is being written.</source>
        <translation>Der Lauf wird geschrieben.</translation>
    </message>
    <message>
        <source>Three questions</source>
        <translation>Drei Fragen</translation>
    </message>
    <message>
        <source>All settings</source>
        <translation>Alle Einstellungen</translation>
    </message>
    <message>
        <source>What is marked above stops the run.</source>
        <translation>Was oben markiert ist, hält den Lauf auf.</translation>
    </message>
    <message>
        <source>One step is being tried.</source>
        <translation>Ein Schritt wird probiert.</translation>
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
    <name>tiebreak::PackSection</name>
    <message>
        <source>Hand out pairs</source>
        <translation>Paare ausgeben</translation>
    </message>
    <message>
        <source>Hand back judgements</source>
        <translation>Urteile zurückgeben</translation>
    </message>
    <message>
        <source>Take in a pack</source>
        <translation>Paket aufnehmen</translation>
    </message>
    <message>
        <source>Packs (*.jsonl)</source>
        <translation>Pakete (*.jsonl)</translation>
    </message>
    <message>
        <source>Packs</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <source>Names instead of pseudonyms</source>
        <translation>Namen statt Pseudonyme</translation>
    </message>
    <message>
        <source>Judgements handed back say who gave them.</source>
        <translation>Zurückgegebene Urteile sagen, von wem sie sind.</translation>
    </message>
    <message numerus="yes">
        <source>%n query(s) with open pairs written.</source>
        <translation>
            <numerusform>%n Anfrage mit offenen Paaren geschrieben.</numerusform>
            <numerusform>%n Anfragen mit offenen Paaren geschrieben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n judgement(s) written.</source>
        <translation>
            <numerusform>%n Urteil geschrieben.</numerusform>
            <numerusform>%n Urteile geschrieben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new response(s) to judge.</source>
        <translation>
            <numerusform>%n neue Antwort zu beurteilen.</numerusform>
            <numerusform>%n neue Antworten zu beurteilen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new judgement(s).</source>
        <translation>
            <numerusform>%n neues Urteil.</numerusform>
            <numerusform>%n neue Urteile.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left out: their responses are not here.</source>
        <translation>
            <numerusform>%n ausgelassen: die Antworten dazu sind nicht hier.</numerusform>
            <numerusform>%n ausgelassen: die Antworten dazu sind nicht hier.</numerusform>
        </translation>
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
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n geändert</numerusform>
            <numerusform>%n geändert</numerusform>
        </translation>
    </message>
    <message>
        <source>neutral</source>
        <translation>neutral</translation>
    </message>
    <message>
        <source>Find a parameter</source>
        <translation>Parameter finden</translation>
    </message>
    <message>
        <source>Repeatable</source>
        <translation>Wiederholbar</translation>
    </message>
    <message>
        <source>The same seed gives the same bytes, whatever else is being generated; slower</source>
        <translation>Derselbe Startwert ergibt dieselben Bytes, was immer sonst erzeugt wird; langsamer</translation>
    </message>
    <message>
        <source>Processor order</source>
        <translation>Reihenfolge der Prozessoren</translation>
    </message>
    <message>
        <source>O edits, ← → choose, Alt+← and Alt+→ move</source>
        <translation>O bearbeitet, ← → wählen, Alt+← und Alt+→ verschieben</translation>
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
    <name>tiebreak::PlaygroundFiles</name>
    <message>
        <source>Open a file of queries</source>
        <translation>Datei mit Anfragen öffnen</translation>
    </message>
    <message>
        <source>Queries (*.txt *.jsonl *.csv)</source>
        <translation>Anfragen (*.txt *.jsonl *.csv)</translation>
    </message>
    <message>
        <source>Read presets from a file</source>
        <translation>Voreinstellungen aus einer Datei lesen</translation>
    </message>
    <message>
        <source>Presets (*.json)</source>
        <translation>Voreinstellungen (*.json)</translation>
    </message>
    <message>
        <source>Write presets to a file</source>
        <translation>Voreinstellungen in eine Datei schreiben</translation>
    </message>
    <message>
        <source>Write the conversation to a file</source>
        <translation>Das Gespräch in eine Datei schreiben</translation>
    </message>
    <message>
        <source>Conversation (*.json)</source>
        <translation>Gespräch (*.json)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n presets are read from %1.</source>
        <translation>
            <numerusform>%n Voreinstellung aus %1 gelesen.</numerusform>
            <numerusform>%n Voreinstellungen aus %1 gelesen.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is written.</source>
        <translation>%1 ist geschrieben.</translation>
    </message>
    <message>
        <source>%1 is not written: %2</source>
        <translation>%1 ist nicht geschrieben: %2</translation>
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
        <source>Playground</source>
        <translation>Spielfeld</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Expected reward</source>
        <translation>Erwartete Belohnung</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Neues Gespräch</translation>
    </message>
    <message>
        <source>Edit query as a sibling</source>
        <translation>Anfrage als Geschwister bearbeiten</translation>
    </message>
    <message>
        <source>Search queries and responses</source>
        <translation>Anfragen und Antworten durchsuchen</translation>
    </message>
    <message>
        <source>Open a file of queries</source>
        <translation>Datei mit Anfragen öffnen</translation>
    </message>
    <message>
        <source>Previous query of the file</source>
        <translation>Vorige Anfrage der Datei</translation>
    </message>
    <message>
        <source>Next query of the file</source>
        <translation>Nächste Anfrage der Datei</translation>
    </message>
    <message>
        <source>Edit order</source>
        <translation>Reihenfolge bearbeiten</translation>
    </message>
    <message>
        <source>Discard response, or take it back</source>
        <translation>Antwort verwerfen oder zurückholen</translation>
    </message>
    <message>
        <source>Word differences</source>
        <translation>Wortunterschiede</translation>
    </message>
    <message>
        <source>Pin column</source>
        <translation>Spalte anheften</translation>
    </message>
    <message>
        <source>Regenerate response</source>
        <translation>Antwort neu erzeugen</translation>
    </message>
    <message>
        <source>Continue response</source>
        <translation>Antwort fortsetzen</translation>
    </message>
    <message>
        <source>Edit response</source>
        <translation>Antwort bearbeiten</translation>
    </message>
    <message>
        <source>Follow up on this response</source>
        <translation>An diese Antwort anknüpfen</translation>
    </message>
    <message>
        <source>Replay response</source>
        <translation>Antwort nachspielen</translation>
    </message>
    <message>
        <source>Response %1 came out the same again with another seed. Its parameters leave little choice: raise the temperature or top-p.</source>
        <translation>Antwort %1 kam mit einem anderen Startwert wieder gleich heraus. Ihre Parameter lassen wenig Wahl: Temperatur oder Top-p erhöhen.</translation>
    </message>
    <message>
        <source>Sibling of the response, or of the query in the conversation</source>
        <translation>Geschwister der Antwort oder der Anfrage im Gespräch</translation>
    </message>
    <message>
        <source>Move a processor while the order is edited</source>
        <translation>Einen Prozessor verschieben, solange die Reihenfolge bearbeitet wird</translation>
    </message>
    <message>
        <source>No file of queries is open</source>
        <translation>Keine Datei mit Anfragen ist offen</translation>
    </message>
    <message>
        <source>Nothing was asked yet</source>
        <translation>Noch wurde nichts gefragt</translation>
    </message>
    <message>
        <source>Responses are being generated</source>
        <translation>Antworten werden erzeugt</translation>
    </message>
    <message>
        <source>Response %1: %2</source>
        <translation>Antwort %1: %2</translation>
    </message>
</context>
<context>
    <name>tiebreak::PlaygroundSession</name>
    <message>
        <source>Column %1: %2</source>
        <translation>Spalte %1: %2</translation>
    </message>
    <message>
        <source>Every column is pinned. Unpin one, then generate.</source>
        <translation>Alle Spalten sind angeheftet. Eine lösen, dann erzeugen.</translation>
    </message>
</context>
<context>
    <name>tiebreak::PositionCard</name>
    <message>
        <source>Position %1</source>
        <translation>Position %1</translation>
    </message>
    <message>
        <source>entropy %1 bits</source>
        <translation>Entropie %1 Bit</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Type a word, or choose one in the table</source>
        <translation>Ein Wort eingeben oder eines in der Tabelle wählen</translation>
    </message>
    <message>
        <source>What else could have come</source>
        <translation>Was sonst hätte kommen können</translation>
    </message>
    <message>
        <source>Word to force, ban or boost here</source>
        <translation>Wort, das hier erzwungen, verboten oder verstärkt wird</translation>
    </message>
    <message>
        <source>Boost</source>
        <translation>Verstärken</translation>
    </message>
    <message>
        <source>What the word&apos;s score gains; below 0 it becomes less likely</source>
        <translation>Was die Bewertung des Worts gewinnt; unter 0 wird es unwahrscheinlicher</translation>
    </message>
    <message>
        <source>Force</source>
        <translation>Erzwingen</translation>
    </message>
    <message>
        <source>Ban</source>
        <translation>Verbieten</translation>
    </message>
</context>
<context>
    <name>tiebreak::PreflightView</name>
    <message>
        <source>What will be trained on</source>
        <translation>Womit trainiert wird</translation>
    </message>
    <message>
        <source>Counting rows and tokens</source>
        <translation>Zeilen und Token werden gezählt</translation>
    </message>
    <message>
        <source>Try one step</source>
        <translation>Einen Schritt probieren</translation>
    </message>
    <message>
        <source>First row as it is trained</source>
        <translation>Erste Zeile, wie sie trainiert wird</translation>
    </message>
    <message>
        <source>Rows to look at</source>
        <translation>Zeilen zum Ansehen</translation>
    </message>
    <message>
        <source>Trying one step on the longest rows</source>
        <translation>Ein Schritt mit den längsten Zeilen wird probiert</translation>
    </message>
</context>
<context>
    <name>tiebreak::PresetBar</name>
    <message>
        <source>Save as preset</source>
        <translation>Als Voreinstellung speichern</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 löschen</translation>
    </message>
    <message>
        <source>Read presets from a file</source>
        <translation>Voreinstellungen aus einer Datei lesen</translation>
    </message>
    <message>
        <source>Write presets to a file</source>
        <translation>Voreinstellungen in eine Datei schreiben</translation>
    </message>
    <message>
        <source>Preset: %1</source>
        <translation>Voreinstellung: %1</translation>
    </message>
    <message>
        <source>Preset: own values</source>
        <translation>Voreinstellung: eigene Werte</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Voreinstellung</translation>
    </message>
    <message>
        <source>Draw a random preset</source>
        <translation>Eine zufällige Voreinstellung ziehen</translation>
    </message>
    <message>
        <source>More for presets</source>
        <translation>Mehr zu Voreinstellungen</translation>
    </message>
    <message>
        <source>Name, then Enter</source>
        <translation>Name, dann Enter</translation>
    </message>
    <message>
        <source>Name of the preset</source>
        <translation>Name der Voreinstellung</translation>
    </message>
</context>
<context>
    <name>tiebreak::PresetShelf</name>
    <message>
        <source>Neutral</source>
        <translation>Neutral</translation>
    </message>
    <message>
        <source>Careful</source>
        <translation>Behutsam</translation>
    </message>
    <message>
        <source>Exploratory</source>
        <translation>Erkundend</translation>
    </message>
    <message>
        <source>Wild</source>
        <translation>Wild</translation>
    </message>
</context>
<context>
    <name>tiebreak::ProcessorOrderView</name>
    <message>
        <source>none changes anything</source>
        <translation>keiner ändert etwas</translation>
    </message>
    <message>
        <source>Processor order: %1, place %2 of %3</source>
        <translation>Reihenfolge der Prozessoren: %1, Platz %2 von %3</translation>
    </message>
    <message>
        <source>Processor order</source>
        <translation>Reihenfolge der Prozessoren</translation>
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
    <name>tiebreak::ProgressView</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name on your judgements</source>
        <translation>Name auf den Urteilen</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>All judgements</source>
        <translation>Alle Urteile</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Übersprungen</translation>
    </message>
    <message>
        <source>Median time a pair</source>
        <translation>Medianzeit je Paar</translation>
    </message>
    <message>
        <source>Same when repeated</source>
        <translation>Gleich bei Wiederholung</translation>
    </message>
    <message>
        <source>Newest repeats</source>
        <translation>Neueste Wiederholungen</translation>
    </message>
    <message>
        <source>Lower than before. A pause or a look at the guidelines helps.</source>
        <translation>Niedriger als zuvor. Eine Pause oder ein Blick in die Richtlinien hilft.</translation>
    </message>
    <message>
        <source>of %1 pairs judged</source>
        <translation>von %1 Paaren beurteilt</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 % (%2–%3) of %4</source>
        <translation>%1 % (%2–%3) von %4</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>tiebreak::PromptCard</name>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>Tags of the query</source>
        <translation>Tags der Anfrage</translation>
    </message>
    <message>
        <source>Tags, parted by commas</source>
        <translation>Tags, durch Kommas getrennt</translation>
    </message>
</context>
<context>
    <name>tiebreak::PromptQueue</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>tiebreak::PromptQueueCard</name>
    <message>
        <source>%1: query %2 of %3. Fields: %4</source>
        <translation>%1: Anfrage %2 von %3. Felder: %4</translation>
    </message>
    <message>
        <source>This is the first query</source>
        <translation>Dies ist die erste Anfrage</translation>
    </message>
    <message>
        <source>This is the last query</source>
        <translation>Dies ist die letzte Anfrage</translation>
    </message>
    <message>
        <source>Answering all</source>
        <translation>Alle werden beantwortet</translation>
    </message>
    <message>
        <source>Answer all from here</source>
        <translation>Alle ab hier beantworten</translation>
    </message>
    <message>
        <source>Esc stops it</source>
        <translation>Esc hält an</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Close the file</source>
        <translation>Datei schließen</translation>
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
    <name>tiebreak::QueueSettings</name>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>In order</source>
        <translation>Der Reihe nach</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>Zufällig</translation>
    </message>
    <message>
        <source>Least certain first</source>
        <translation>Unsicherste zuerst</translation>
    </message>
    <message>
        <source>Most disagreed first</source>
        <translation>Strittigste zuerst</translation>
    </message>
    <message>
        <source>Order of the queue</source>
        <translation>Reihenfolge der Warteschlange</translation>
    </message>
    <message>
        <source>Queries with the tag</source>
        <translation>Anfragen mit dem Tag</translation>
    </message>
    <message>
        <source>1 pair in 20 comes again</source>
        <translation>1 von 20 Paaren kommt noch einmal</translation>
    </message>
    <message>
        <source>With its sides changed over, so that it shows how far you agree with yourself.</source>
        <translation>Mit vertauschten Seiten; so zeigt sich, wie beständig die Urteile sind.</translation>
    </message>
    <message>
        <source>Make pairs meanwhile</source>
        <translation>Nebenbei Paare erzeugen</translation>
    </message>
    <message>
        <source>When few pairs wait, the query with the fewest responses is sampled twice.</source>
        <translation>Wenn wenige Paare warten, erhält die Anfrage mit den wenigsten Antworten zwei neue.</translation>
    </message>
    <message>
        <source>Annotators a pair</source>
        <translation>Beurteilende je Paar</translation>
    </message>
    <message>
        <source>Nobody sees another&apos;s answer before giving theirs.</source>
        <translation>Niemand sieht fremde Antworten vor der eigenen.</translation>
    </message>
    <message>
        <source>All queries</source>
        <translation>Alle Anfragen</translation>
    </message>
    <message>
        <source>Tag %1 (%2)</source>
        <translation>Tag %1 (%2)</translation>
    </message>
</context>
<context>
    <name>tiebreak::RenderedPromptView</name>
    <message>
        <source>The prompt begins with two BOS tokens. The template writes one already; models answer worse to two. Leave it out of the text.</source>
        <translation>Der Prompt beginnt mit zwei BOS-Token. Die Vorlage schreibt schon eines; auf zwei antworten Modelle schlechter. Im Text weglassen.</translation>
    </message>
    <message numerus="yes">
        <source>%n older messages do not fit and are left out: the model does not see them. Use fewer new tokens or begin a new conversation.</source>
        <translation>
            <numerusform>%n ältere Nachricht passt nicht hinein und fehlt: das Modell sieht sie nicht. Weniger neue Token verwenden oder ein neues Gespräch beginnen.</numerusform>
            <numerusform>%n ältere Nachrichten passen nicht hinein und fehlen: das Modell sieht sie nicht. Weniger neue Token verwenden oder ein neues Gespräch beginnen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The prompt has %1 tokens, and the context holds %2 with the response. Shorten the query.</source>
        <translation>Der Prompt hat %1 Token, und der Kontext fasst %2 mit der Antwort. Die Anfrage kürzen.</translation>
    </message>
    <message>
        <source>Only %1 of %2 new tokens fit behind this prompt.</source>
        <translation>Hinter diesen Prompt passen nur %1 von %2 neuen Token.</translation>
    </message>
    <message>
        <source>%1 tokens, %2 for the response, of %3</source>
        <translation>%1 Token, %2 für die Antwort, von %3</translation>
    </message>
    <message>
        <source>Token %1, id %2</source>
        <translation>Token %1, Nummer %2</translation>
    </message>
    <message>
        <source>Rendered prompt</source>
        <translation>Fertiger Prompt</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>The prompt as the model reads it, with its template</source>
        <translation>Der Prompt, wie das Modell ihn liest, mit seiner Vorlage</translation>
    </message>
</context>
<context>
    <name>tiebreak::Replay</name>
    <message numerus="yes">
        <source>Replay made the same %n tokens, byte for byte.</source>
        <translation>
            <numerusform>Das Nachspielen ergab dasselbe %n Token, Byte für Byte.</numerusform>
            <numerusform>Das Nachspielen ergab dieselben %n Token, Byte für Byte.</numerusform>
        </translation>
    </message>
    <message>
        <source>Replay parts from the response at token %1 of %2.</source>
        <translation>Das Nachspielen weicht ab Token %1 von %2 ab.</translation>
    </message>
    <message>
        <source>It was stopped by hand there.</source>
        <translation>Dort wurde sie von Hand angehalten.</translation>
    </message>
    <message>
        <source>It was made in the fast mode, where the company in the batch can tip a near tie. Switch on Repeatable to make responses that can be made again.</source>
        <translation>Sie entstand im schnellen Modus, in dem die Nachbarn im Stapel einen knappen Gleichstand kippen können. Wiederholbar einschalten für Antworten, die sich nachspielen lassen.</translation>
    </message>
    <message>
        <source>It was made by %1 on %2 in %3; another build, device or processor may round otherwise.</source>
        <translation>Sie entstand mit %1 auf %2 in %3; ein anderer Build, ein anderes Gerät oder ein anderer Prozessor kann anders runden.</translation>
    </message>
    <message>
        <source>This response was not sampled here: it was imported or edited. There is nothing to replay.</source>
        <translation>Diese Antwort wurde nicht hier gezogen: sie wurde importiert oder bearbeitet. Es gibt nichts nachzuspielen.</translation>
    </message>
    <message>
        <source>The response was made by %1 with the hash %2…, and the model there now has %3…. Choose that version, then replay.</source>
        <translation>Die Antwort stammt von %1 mit dem Hash %2…, und das Modell dort hat jetzt %3…. Jene Version wählen, dann nachspielen.</translation>
    </message>
    <message>
        <source>The response was made on %1 in %2, and the model is now on %3 in %4. Choose that device in Settings, then replay.</source>
        <translation>Die Antwort entstand auf %1 in %2, und das Modell ist jetzt auf %3 in %4. Jenes Gerät in den Einstellungen wählen, dann nachspielen.</translation>
    </message>
    <message>
        <source>No model is loaded. Wait until it is, then replay.</source>
        <translation>Kein Modell ist geladen. Warten, bis eines da ist, dann nachspielen.</translation>
    </message>
</context>
<context>
    <name>tiebreak::ResponseCard</name>
    <message>
        <source>%1 on its own</source>
        <translation>%1 für sich</translation>
    </message>
    <message>
        <source>Response %1</source>
        <translation>Antwort %1</translation>
    </message>
    <message>
        <source>A better text for response %1</source>
        <translation>Ein besserer Text für Antwort %1</translation>
    </message>
    <message>
        <source>Names a model</source>
        <translation>Nennt ein Modell</translation>
    </message>
    <message>
        <source>The text says whose answer it is. The judgement is tagged.</source>
        <translation>Der Text sagt, von wem er ist. Das Urteil erhält einen Tag.</translation>
    </message>
    <message>
        <source>Save edit</source>
        <translation>Bearbeitung speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Saved as a new response that is better than this one.</source>
        <translation>Wird als neue Antwort gespeichert, die besser ist als diese.</translation>
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
    <message>
        <source>Discarded</source>
        <translation>Verworfen</translation>
    </message>
    <message>
        <source>Pinned: keeps what it shows</source>
        <translation>Angeheftet: behält, was sie zeigt</translation>
    </message>
</context>
<context>
    <name>tiebreak::RewardChoice</name>
    <message>
        <source>Weight of the reward</source>
        <translation>Gewicht der Belohnung</translation>
    </message>
    <message>
        <source>Wanted length</source>
        <translation>Gewünschte Länge</translation>
    </message>
    <message>
        <source>Wanted length, tokens</source>
        <translation>Gewünschte Länge, Token</translation>
    </message>
    <message>
        <source>Reward</source>
        <translation>Belohnung</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>Reward model</source>
        <translation>Belohnungsmodell</translation>
    </message>
    <message>
        <source>Pleasant words</source>
        <translation>Freundliche Wörter</translation>
    </message>
    <message>
        <source>Length near</source>
        <translation>Länge nahe</translation>
    </message>
    <message>
        <source>Weight of: %1</source>
        <translation>Gewicht von: %1</translation>
    </message>
    <message>
        <source>Train a reward model first; it is then offered here.</source>
        <translation>Erst ein Belohnungsmodell trainieren; dann steht es hier zur Wahl.</translation>
    </message>
    <message>
        <source>There is no reward model. Train one first.</source>
        <translation>Es gibt kein Belohnungsmodell. Erst eines trainieren.</translation>
    </message>
    <message>
        <source>No reward is chosen. PPO needs at least one.</source>
        <translation>Keine Belohnung ist gewählt. PPO braucht mindestens eine.</translation>
    </message>
</context>
<context>
    <name>tiebreak::RewardHistogram</name>
    <message numerus="yes">
        <source>Histogram of %n scores; most are from %1 to %2</source>
        <translation>
            <numerusform>Histogramm von %n Bewertung; die meisten von %1 bis %2</numerusform>
            <numerusform>Histogramm von %n Bewertungen; die meisten von %1 bis %2</numerusform>
        </translation>
    </message>
    <message>
        <source>Histogram without scores</source>
        <translation>Histogramm ohne Bewertungen</translation>
    </message>
</context>
<context>
    <name>tiebreak::RubricCard</name>
    <message>
        <source>Helpful</source>
        <translation>Hilfreich</translation>
    </message>
    <message>
        <source>Honest</source>
        <translation>Ehrlich</translation>
    </message>
    <message>
        <source>Harmless</source>
        <translation>Harmlos</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Richtig</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>Stil</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>nicht gesagt</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Dimensions</source>
        <translation>Dimensionen</translation>
    </message>
    <message>
        <source>Own dimension, then Enter</source>
        <translation>Eigene Dimension, dann Enter</translation>
    </message>
    <message>
        <source>New dimension</source>
        <translation>Neue Dimension</translation>
    </message>
</context>
<context>
    <name>tiebreak::RunChecksView</name>
    <message>
        <source>Every log-probability is a number</source>
        <translation>Jede Log-Wahrscheinlichkeit ist eine Zahl</translation>
    </message>
    <message>
        <source>A row alone gives what it gives in a batch</source>
        <translation>Eine Zeile allein ergibt dasselbe wie im Stapel</translation>
    </message>
    <message>
        <source>Computed in parts as in one piece</source>
        <translation>In Teilen gerechnet wie in einem Stück</translation>
    </message>
    <message>
        <source>Packed rows as padded ones</source>
        <translation>Gepackte Zeilen wie aufgefüllte</translation>
    </message>
    <message>
        <source>Without its adapter the model is the base</source>
        <translation>Ohne Adapter ist das Modell die Grundlage</translation>
    </message>
    <message>
        <source>The model&apos;s KL to itself is 0</source>
        <translation>Die KL des Modells zu sich selbst ist 0</translation>
    </message>
    <message>
        <source>The first loss is what the method says</source>
        <translation>Der erste Verlust ist, was die Methode sagt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Abweichung</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source>Self-test of the run</source>
        <translation>Selbsttest des Laufs</translation>
    </message>
    <message>
        <source>No self-test yet. A run makes one before its first step.</source>
        <translation>Noch kein Selbsttest. Ein Lauf macht einen vor seinem ersten Schritt.</translation>
    </message>
    <message>
        <source>Self-test before step %1: %2 of %3 checks passed</source>
        <translation>Selbsttest vor Schritt %1: %2 von %3 Prüfungen bestanden</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>Bestanden</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Nicht bestanden</translation>
    </message>
</context>
<context>
    <name>tiebreak::RunDataForm</name>
    <message>
        <source>Choose</source>
        <translation>Wählen</translation>
    </message>
    <message>
        <source>Include the sample pairs that came with Tiebreak</source>
        <translation>Die mitgelieferten Beispielpaare einbeziehen</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>File of rows, JSON lines</source>
        <translation>Datei mit Zeilen, JSON Lines</translation>
    </message>
    <message>
        <source>JSON lines</source>
        <translation>JSON Lines</translation>
    </message>
    <message>
        <source>Held out for measuring</source>
        <translation>Zum Messen zurückgehalten</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>%1 % of the queries</source>
        <translation>%1 % der Anfragen</translation>
    </message>
    <message>
        <source>One query a line</source>
        <translation>Eine Anfrage je Zeile</translation>
    </message>
    <message>
        <source>Queries to train on, one a line</source>
        <translation>Anfragen zum Trainieren, eine je Zeile</translation>
    </message>
    <message>
        <source>Queries typed here</source>
        <translation>Hier geschriebene Anfragen</translation>
    </message>
    <message>
        <source>The queries of the judgements</source>
        <translation>Die Anfragen der Urteile</translation>
    </message>
    <message>
        <source>The better answers of the judgements</source>
        <translation>Die besseren Antworten der Urteile</translation>
    </message>
    <message>
        <source>The judgements</source>
        <translation>Die Urteile</translation>
    </message>
    <message>
        <source>A file</source>
        <translation>Eine Datei</translation>
    </message>
    <message>
        <source>As in %1</source>
        <translation>Wie in %1</translation>
    </message>
    <message numerus="yes">
        <source>%n judgement(s) to train on.</source>
        <translation>
            <numerusform>%n Urteil zum Trainieren.</numerusform>
            <numerusform>%n Urteile zum Trainieren.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tie(s)</source>
        <translation>
            <numerusform>%n Unentschieden</numerusform>
            <numerusform>%n Unentschieden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n both bad</source>
        <translation>
            <numerusform>%n beide schlecht</numerusform>
            <numerusform>%n beide schlecht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n skipped</source>
        <translation>
            <numerusform>%n übersprungen</numerusform>
            <numerusform>%n übersprungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Left out: %1.</source>
        <translation>Ausgelassen: %1.</translation>
    </message>
    <message>
        <source>Choose a file of rows</source>
        <translation>Eine Datei mit Zeilen wählen</translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl);;All files (*)</source>
        <translation>JSON Lines (*.jsonl);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>No file is chosen. Choose one of JSON lines.</source>
        <translation>Keine Datei ist gewählt. Eine mit JSON Lines wählen.</translation>
    </message>
    <message>
        <source>%1 is no file. Choose one of JSON lines.</source>
        <translation>%1 ist keine Datei. Eine mit JSON Lines wählen.</translation>
    </message>
    <message>
        <source>judgements</source>
        <translation>Urteile</translation>
    </message>
    <message>
        <source>There is no judgement to train on. Judge pairs on Label first.</source>
        <translation>Es gibt kein Urteil zum Trainieren. Erst auf der Seite Urteilen Paare beurteilen.</translation>
    </message>
    <message>
        <source>queries</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>There is no query to train on. Write at least one, a line each.</source>
        <translation>Es gibt keine Anfrage zum Trainieren. Mindestens eine schreiben, je eine Zeile.</translation>
    </message>
</context>
<context>
    <name>tiebreak::RunFieldList</name>
    <message>
        <source>All parameters</source>
        <translation>Alle Parameter</translation>
    </message>
    <message>
        <source>No parameter of this method is called so.</source>
        <translation>Kein Parameter dieser Methode heißt so.</translation>
    </message>
    <message>
        <source>Search parameters</source>
        <translation>Parameter suchen</translation>
    </message>
</context>
<context>
    <name>tiebreak::RunFieldRow</name>
    <message>
        <source>auto</source>
        <translation>auto</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
</context>
<context>
    <name>tiebreak::RunTable</name>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
</context>
<context>
    <name>tiebreak::RunTableModel</name>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Shown on the curves</source>
        <translation>In den Kurven gezeigt</translation>
    </message>
    <message>
        <source>Not shown</source>
        <translation>Nicht gezeigt</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Restzeit</translation>
    </message>
    <message>
        <source>Reward</source>
        <translation>Belohnung</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>KL</source>
        <translation>KL</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Gestartet</translation>
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
    <message>
        <source>Backups and bin</source>
        <translation>Sicherungen und Papierkorb</translation>
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
    <name>tiebreak::StoreTroubles</name>
    <message>
        <source>Open another workspace</source>
        <translation>Anderen Arbeitsbereich öffnen</translation>
    </message>
    <message>
        <source>Start an empty workspace</source>
        <translation>Mit leerem Arbeitsbereich beginnen</translation>
    </message>
    <message>
        <source>Restore the backup of %1</source>
        <translation>Sicherung vom %1 wiederherstellen</translation>
    </message>
    <message>
        <source>This workspace is on a network file system (%1), where a lost connection can damage it. Move its folder to a local disk.</source>
        <translation>Dieser Arbeitsbereich liegt auf einem Netzwerk-Dateisystem (%1), wo eine abgerissene Verbindung ihn beschädigen kann. Verlegen Sie seinen Ordner auf eine lokale Platte.</translation>
    </message>
    <message>
        <source>No backup was made: %1</source>
        <translation>Es wurde keine Sicherung gemacht: %1</translation>
    </message>
    <message>
        <source>The workspace is backed up to %1.</source>
        <translation>Der Arbeitsbereich ist gesichert nach %1.</translation>
    </message>
    <message>
        <source>Nothing was restored: %1</source>
        <translation>Nichts wurde wiederhergestellt: %1</translation>
    </message>
</context>
<context>
    <name>tiebreak::TokenDock</name>
    <message>
        <source>Token view</source>
        <translation>Tokenansicht</translation>
    </message>
    <message>
        <source>Tokens of a stored response</source>
        <translation>Tokens einer gespeicherten Antwort</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>Verzweigen</translation>
    </message>
    <message>
        <source>Each processor</source>
        <translation>Jeder Prozessor</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>Als CSV kopieren</translation>
    </message>
    <message>
        <source>Generate first: there is no response yet</source>
        <translation>Erst erzeugen: Es gibt noch keine Antwort</translation>
    </message>
    <message>
        <source>The tokens come when the response is over</source>
        <translation>Die Tokens kommen, wenn die Antwort fertig ist</translation>
    </message>
    <message>
        <source>Response %1</source>
        <translation>Antwort %1</translation>
    </message>
    <message>
        <source>This response is another model&apos;s: choose %1 above the columns to see its tokens</source>
        <translation>Diese Antwort ist von einem anderen Modell: %1 über den Spalten wählen, um ihre Tokens zu sehen</translation>
    </message>
    <message>
        <source>The response has no tokens</source>
        <translation>Die Antwort hat keine Tokens</translation>
    </message>
    <message>
        <source>stored: %1</source>
        <translation>gespeichert: %1</translation>
    </message>
    <message>
        <source>%1 · seed %2</source>
        <translation>%1 · Seed %2</translation>
    </message>
    <message>
        <source>No stored responses yet</source>
        <translation>Noch keine gespeicherten Antworten</translation>
    </message>
</context>
<context>
    <name>tiebreak::TokenLegend</name>
    <message>
        <source>bits</source>
        <translation>Bit</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>Nat</translation>
    </message>
    <message>
        <source>Legend: %1</source>
        <translation>Legende: %1</translation>
    </message>
</context>
<context>
    <name>tiebreak::TokenPanel</name>
    <message>
        <source>The log-ratio is not there: %1</source>
        <translation>Das Log-Verhältnis fehlt: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n tokens copied</source>
        <translation>
            <numerusform>%n Token kopiert</numerusform>
            <numerusform>%n Tokens kopiert</numerusform>
        </translation>
    </message>
    <message>
        <source>The response has no tokens</source>
        <translation>Die Antwort hat keine Tokens</translation>
    </message>
    <message numerus="yes">
        <source>Looking at %n tokens</source>
        <translation>
            <numerusform>%n Token wird angesehen</numerusform>
            <numerusform>%n Tokens werden angesehen</numerusform>
        </translation>
    </message>
    <message>
        <source>Asking the reference</source>
        <translation>Die Referenz wird gefragt</translation>
    </message>
    <message>
        <source>against %1</source>
        <translation>gegen %1</translation>
    </message>
    <message>
        <source>There is no other model version to compare with. Train one, or add a model folder</source>
        <translation>Es gibt keine andere Modellversion zum Vergleichen. Eine trainieren oder einen Modellordner hinzufügen</translation>
    </message>
    <message>
        <source>Position %1, %2: probability %3, entropy %4 bits</source>
        <translation>Position %1, %2: Wahrscheinlichkeit %3, Entropie %4 Bit</translation>
    </message>
    <message>
        <source>, log-ratio %1 nats</source>
        <translation>, Log-Verhältnis %1 Nat</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>Tokens: %1</source>
        <translation>Tokens: %1</translation>
    </message>
    <message>
        <source>There are no tokens yet</source>
        <translation>Es gibt noch keine Tokens</translation>
    </message>
    <message>
        <source>A branch is being made. Esc stops it</source>
        <translation>Ein Zweig entsteht gerade. Esc hält ihn an</translation>
    </message>
    <message>
        <source>The model is not there yet</source>
        <translation>Das Modell ist noch nicht da</translation>
    </message>
    <message>
        <source>This token came already. Choose another in the table</source>
        <translation>Dieses Token kam schon. Ein anderes in der Tabelle wählen</translation>
    </message>
    <message>
        <source>Esc stops it</source>
        <translation>Esc hält an</translation>
    </message>
    <message>
        <source>First new token after %1 ms</source>
        <translation>Erstes neues Token nach %1 ms</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>Entropy</source>
        <translation>Entropie</translation>
    </message>
    <message>
        <source>Log-ratio</source>
        <translation>Log-Verhältnis</translation>
    </message>
    <message>
        <source>Colour of the tokens</source>
        <translation>Farbe der Tokens</translation>
    </message>
    <message>
        <source>Model version to compare with</source>
        <translation>Modellversion zum Vergleichen</translation>
    </message>
    <message>
        <source>Branches</source>
        <translation>Zweige</translation>
    </message>
    <message>
        <source>Close the token view</source>
        <translation>Tokenansicht schließen</translation>
    </message>
    <message>
        <source>Tokens as a table</source>
        <translation>Tokens als Tabelle</translation>
    </message>
</context>
<context>
    <name>tiebreak::TokenStrip</name>
    <message>
        <source>Surprise and entropy of each token</source>
        <translation>Überraschung und Entropie jedes Tokens</translation>
    </message>
    <message>
        <source>The same numbers stand in the table of tokens</source>
        <translation>Dieselben Zahlen stehen in der Tabelle der Tokens</translation>
    </message>
    <message>
        <source>Surprise</source>
        <translation>Überraschung</translation>
    </message>
    <message>
        <source>Entropy, bits</source>
        <translation>Entropie, Bit</translation>
    </message>
</context>
<context>
    <name>tiebreak::TokenTableModel</name>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>Surprise, bits</source>
        <translation>Überraschung, Bit</translation>
    </message>
    <message>
        <source>Entropy, bits</source>
        <translation>Entropie, Bit</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>Log-ratio, nats</source>
        <translation>Log-Verhältnis, Nat</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Danach</translation>
    </message>
</context>
<context>
    <name>tiebreak::TrainPage</name>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Cancel run</source>
        <translation>Lauf abbrechen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausieren</translation>
    </message>
    <message>
        <source>New run</source>
        <translation>Neuer Lauf</translation>
    </message>
    <message>
        <source>Show on curves</source>
        <translation>In den Kurven zeigen</translation>
    </message>
    <message>
        <source>Fit curves</source>
        <translation>Kurven einpassen</translation>
    </message>
    <message>
        <source>Logarithmic axis</source>
        <translation>Logarithmische Achse</translation>
    </message>
    <message>
        <source>Log of the run</source>
        <translation>Log des Laufs</translation>
    </message>
    <message>
        <source>%1 could not start: %2</source>
        <translation>%1 konnte nicht starten: %2</translation>
    </message>
    <message>
        <source>The run</source>
        <translation>Der Lauf</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n Lauf</numerusform>
            <numerusform>%n Läufe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n running</source>
        <translation>
            <numerusform>, %n läuft</numerusform>
            <numerusform>, %n laufen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 failed: %2</source>
        <translation>%1 ist fehlgeschlagen: %2</translation>
    </message>
    <message>
        <source>%1 was interrupted at step %2.</source>
        <translation>%1 wurde bei Schritt %2 unterbrochen.</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Erneut starten</translation>
    </message>
    <message>
        <source>Go on from %1</source>
        <translation>Weiter ab %1</translation>
    </message>
    <message>
        <source>No run is running.</source>
        <translation>Es läuft kein Lauf.</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>There are no curves yet.</source>
        <translation>Noch gibt es keine Kurven.</translation>
    </message>
    <message>
        <source>No runs yet</source>
        <translation>Noch keine Läufe</translation>
    </message>
    <message numerus="yes">
        <source>%n judgement(s) are ready.</source>
        <translation>
            <numerusform>%n Urteil ist bereit.</numerusform>
            <numerusform>%n Urteile sind bereit.</numerusform>
        </translation>
    </message>
    <message>
        <source>No log yet.</source>
        <translation>Noch kein Log.</translation>
    </message>
    <message>
        <source>Cancel %1 at step %2? Checkpoints stay.</source>
        <translation>%1 bei Schritt %2 abbrechen? Checkpoints bleiben.</translation>
    </message>
    <message>
        <source>Export curves</source>
        <translation>Kurven exportieren</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>Curves written to %1</source>
        <translation>Kurven nach %1 geschrieben</translation>
    </message>
    <message>
        <source>Drag</source>
        <translation>Ziehen</translation>
    </message>
    <message>
        <source>Zoom to a box</source>
        <translation>Auf ein Rechteck zoomen</translation>
    </message>
    <message>
        <source>Shift+drag</source>
        <translation>Shift+Ziehen</translation>
    </message>
    <message>
        <source>Move the picture</source>
        <translation>Bild verschieben</translation>
    </message>
    <message>
        <source>Alt+wheel</source>
        <translation>Alt+Mausrad</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoomen</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>Doppelklick</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Self-test</source>
        <translation>Selbsttest</translation>
    </message>
    <message>
        <source>Run again with changes</source>
        <translation>Mit Änderungen wiederholen</translation>
    </message>
    <message>
        <source>There is no run to follow.</source>
        <translation>Es gibt keinen Lauf, dem einer folgen könnte.</translation>
    </message>
</context>
<context>
    <name>tiebreak::Workbench</name>
    <message>
        <source>Settings could not be read: %1. Defaults are in force.</source>
        <translation>Die Einstellungen waren nicht lesbar: %1. Es gelten die Vorgaben.</translation>
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
    <message>
        <source>%1 has finished after %2 steps.</source>
        <translation>%1 ist nach %2 Schritten fertig.</translation>
    </message>
    <message>
        <source>See its curves</source>
        <translation>Seine Kurven ansehen</translation>
    </message>
    <message>
        <source>The backup is restored.</source>
        <translation>Die Sicherung ist wiederhergestellt.</translation>
    </message>
    <message>
        <source>Done. What was here before is kept as %1.</source>
        <translation>Fertig. Was vorher hier war, bleibt als %1.</translation>
    </message>
</context>
</TS>
