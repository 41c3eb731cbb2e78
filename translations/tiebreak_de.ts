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
        <source>KL probe every</source>
        <translation>Schritte je KL-Probe</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>%1 is %2. Use a whole number from %3 to %4.</source>
        <translation>%1 ist %2. Eine ganze Zahl von %3 bis %4 verwenden.</translation>
    </message>
    <message>
        <source>%1 is %2. Use a number from %3 to %4.</source>
        <translation>%1 ist %2. Eine Zahl von %3 bis %4 verwenden.</translation>
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
        <source>usual 5e-6 to 5e-5</source>
        <translation>üblich 5e-6 bis 5e-5</translation>
    </message>
    <message>
        <source>usual 5e-7 to 5e-6</source>
        <translation>üblich 5e-7 bis 5e-6</translation>
    </message>
    <message>
        <source>usual 1e-5 to 2e-4</source>
        <translation>üblich 1e-5 bis 2e-4</translation>
    </message>
    <message>
        <source>usual 1e-6 to 1e-5</source>
        <translation>üblich 1e-6 bis 1e-5</translation>
    </message>
    <message>
        <source>usual 0.05 to 0.5; higher stays nearer to the reference</source>
        <translation>üblich 0.05 bis 0.5; höher bleibt näher an der Referenz</translation>
    </message>
    <message>
        <source>usual 0.01 to 0.2; higher stays nearer to the reference</source>
        <translation>üblich 0.01 bis 0.2; höher bleibt näher an der Referenz</translation>
    </message>
    <message>
        <source>usual 8 to 64</source>
        <translation>üblich 8 bis 64</translation>
    </message>
    <message>
        <source>pairs a step</source>
        <translation>Paare je Schritt</translation>
    </message>
    <message>
        <source>tokens of prompt and answer; longer rows are cut</source>
        <translation>Token von Prompt und Antwort; längere Zeilen werden gekürzt</translation>
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
    <name>tiebreak::JudgementBar</name>
    <message>
        <source>Comment on this pair, saved with the judgement</source>
        <translation>Kommentar zu diesem Paar, mit dem Urteil gespeichert</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
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
    <name>tiebreak::LabelPage</name>
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
        <source>Save and next</source>
        <translation>Speichern und weiter</translation>
    </message>
    <message>
        <source>Guidelines</source>
        <translation>Richtlinien</translation>
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
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>Response A</source>
        <translation>Antwort A</translation>
    </message>
    <message>
        <source>Response B</source>
        <translation>Antwort B</translation>
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
        <source>flagged</source>
        <translation>markiert</translation>
    </message>
    <message>
        <source>with comment</source>
        <translation>mit Kommentar</translation>
    </message>
    <message>
        <source>%1, not saved</source>
        <translation>%1, nicht gespeichert</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Urteilen</translation>
    </message>
</context>
<context>
    <name>tiebreak::LabelPanel</name>
    <message>
        <source>Guidelines</source>
        <translation>Richtlinien</translation>
    </message>
    <message>
        <source>Prefer the response a person could use as it is. Correct beats long. A polite refusal beats a wrong answer. Choose a tie only when you do not mind which one is sent.</source>
        <translation>Die Antwort bevorzugen, die sich so verwenden lässt, wie sie ist. Richtig schlägt lang. Eine höfliche Ablehnung schlägt eine falsche Antwort. Gleichstand nur wählen, wenn es egal ist, welche gesendet wird.</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartend</translation>
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
    <message>
        <source>Recent</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>of %1 pairs judged</source>
        <translation>von %1 Paaren beurteilt</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
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
        <source>DPO, from judgements</source>
        <translation>DPO, aus Urteilen</translation>
    </message>
    <message>
        <source>PPO, with a reward</source>
        <translation>PPO, mit einer Belohnung</translation>
    </message>
    <message>
        <source>Include the sample pairs that came with Tiebreak</source>
        <translation>Die mit Tiebreak gelieferten Beispielpaare einbeziehen</translation>
    </message>
    <message>
        <source>Pleasant words (VADER lexicon)</source>
        <translation>Angenehme Wörter (VADER-Lexikon)</translation>
    </message>
    <message>
        <source>Length of the response</source>
        <translation>Länge der Antwort</translation>
    </message>
    <message>
        <source>Reward</source>
        <translation>Belohnung</translation>
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
        <source>Queries</source>
        <translation>Anfragen</translation>
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
        <source>Fastest here</source>
        <translation>Hier am schnellsten</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Zahlenformat</translation>
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
            <numerusform>%n Gleichstand</numerusform>
            <numerusform>%n Gleichstände</numerusform>
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
        <source>judgements</source>
        <translation>Urteile</translation>
    </message>
    <message>
        <source>queries</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>No model is chosen. Add one on Models.</source>
        <translation>Kein Modell ist gewählt. Auf der Seite Modelle eines hinzufügen.</translation>
    </message>
    <message>
        <source>There is no judgement to train on. Judge pairs on Label first.</source>
        <translation>Es gibt kein Urteil zum Trainieren. Erst auf der Seite Urteilen Paare beurteilen.</translation>
    </message>
    <message>
        <source>There is no query to train on. Write at least one, a line each.</source>
        <translation>Es gibt keine Anfrage zum Trainieren. Mindestens eine eingeben, je Zeile eine.</translation>
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
        <source>No row can be trained on.</source>
        <translation>Keine Zeile taugt zum Trainieren.</translation>
    </message>
    <message>
        <source>Rows and tokens are being counted.</source>
        <translation>Zeilen und Token werden gezählt.</translation>
    </message>
    <message>
        <source>The run is being written.</source>
        <translation>Der Lauf wird geschrieben.</translation>
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
    <name>tiebreak::PreflightView</name>
    <message>
        <source>What will be trained on</source>
        <translation>Womit trainiert wird</translation>
    </message>
    <message>
        <source>Rows dropped or cut</source>
        <translation>Verworfene oder gekürzte Zeilen</translation>
    </message>
    <message>
        <source>Counting rows and tokens</source>
        <translation>Zeilen und Token werden gezählt</translation>
    </message>
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
        <source>%1 steps, %2 numbers trained</source>
        <translation>%1 Schritte, %2 trainierte Zahlen</translation>
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
        <source>%1 tokens</source>
        <translation>%1 Token</translation>
    </message>
    <message>
        <source>Row %1, %2: %3</source>
        <translation>Zeile %1, %2: %3</translation>
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
            <numerusform>%n Zeile sagt das Gegenteil einer anderen</numerusform>
            <numerusform>%n Zeilen sagen das Gegenteil einer anderen</numerusform>
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
        <source>Answers without an end-of-text token: the model will not learn to stop</source>
        <translation>Antworten ohne Token für das Textende: das Modell lernt nicht aufzuhören</translation>
    </message>
    <message>
        <source>The chat template renders some prompts differently once an answer follows</source>
        <translation>Die Chat-Vorlage gibt manche Eingaben anders wieder, sobald eine Antwort folgt</translation>
    </message>
    <message>
        <source>The better answer is the longer one in %1 % of the pairs</source>
        <translation>Die bessere Antwort ist in %1 % der Paare die längere</translation>
    </message>
    <message>
        <source>This learning rate is one for supervised fine-tuning</source>
        <translation>Diese Lernrate ist eine für überwachtes Feintuning</translation>
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
