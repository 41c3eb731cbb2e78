// Conversations as trees, and searching what was asked and answered.
#include "store_fixture.h"

using namespace tiebreak;
using namespace tiebreak::testing;

namespace {

/// A query of a conversation; the first one's id names the thread.
std::string addTurn(Store& store, const std::string& id, const std::string& text,
                    const std::string& thread = {}, const std::string& parent = {}) {
    PromptRecord prompt;
    prompt.id = id;
    prompt.text = text;
    prompt.threadId = thread;
    prompt.parentSample = parent;
    return valueOf(store.addPrompt(prompt)).threadId;
}

QStringList idsOf(const std::vector<FoundRecord>& found) {
    QStringList out;
    for (const auto& one : found)
        out << QString::fromStdString(one.sampleId.empty() ? one.promptId : one.sampleId);
    out.sort();
    return out;
}

} // namespace

class TestStoreConversations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void conversation_isATreeInWhichNothingIsOverwritten() {
        Workspace w;
        const std::string thread = addTurn(w.store, "p1", "first");
        QCOMPARE(thread, std::string("p1"));
        QVERIFY(w.store.addSamples({sampleOf("p1", "a", "one"), sampleOf("p1", "b", "two")}).ok());
        addTurn(w.store, "p2", "second", thread, "a");
        addTurn(w.store, "p3", "second, edited", thread, "a");
        SampleRecord continued = sampleOf("p3", "c", "one and more");
        continued.parentId = "b";
        continued.prefix = "one ";
        QVERIFY(w.store.addSamples({continued}).ok());
        addTurn(w.store, "other", "another conversation");
        const auto tree = valueOf(w.store.conversation(thread));
        QCOMPARE(tree.prompts.size(), size_t{3});
        QCOMPARE(tree.prompts[0].parentSample, std::string());
        QCOMPARE(tree.prompts[1].parentSample, std::string("a"));
        QCOMPARE(tree.prompts[2].parentSample, std::string("a"));
        QCOMPARE(tree.samples.size(), size_t{3});
        QCOMPARE(tree.samples[2].prefix, std::string("one "));
        QCOMPARE(tree.samples[2].parentId, std::string("b"));
        QVERIFY(w.store.binSample("b", 1).ok());
        QCOMPARE(valueOf(w.store.conversation(thread)).samples.size(), size_t{2});
        QVERIFY(valueOf(w.store.conversation("nobody")).prompts.empty());
    }

    void search_findsQueriesAndResponses() {
        Workspace w;
        addTurn(w.store, "p1", "Why is the sky blue?");
        QVERIFY(w.store
                    .addSamples({sampleOf("p1", "a", "Rayleigh scattering of sunlight."),
                                 sampleOf("p1", "b", "Die Größe der Teilchen und der Himmel")})
                    .ok());
        const auto find = [&](const char* words) {
            return idsOf(valueOf(w.store.search(words, 20)));
        };
        QCOMPARE(find("sky"), QStringList{"p1"});
        QCOMPARE(find("SCATTER"), QStringList{"a"});       // the beginning of a word, in any case
        QCOMPARE(find("scatter sunlight"), QStringList{}); // only the last one may be cut short
        QCOMPARE(find("sunlight scatter"), QStringList{"a"});
        QCOMPARE(find("grosse"), QStringList{});
        QCOMPARE(find("Große"), QStringList{"b"}); // accents do not matter
        QCOMPARE(find("  "), QStringList{});
        // What would be operators stands for itself.
        for (const char* hostile : {"\"", "sky OR", "a*b", "NEAR(", "text:sky", "-sky", "(", "?"})
            QVERIFY2(w.store.search(hostile, 5).ok(), hostile);
        const auto hit = valueOf(w.store.search("rayleigh", 5));
        QCOMPARE(hit[0].snippet, std::string("\2Rayleigh\3 scattering of sunlight."));
        QCOMPARE(hit[0].promptId, std::string("p1"));
    }

    void search_leavesOutWhatIsDeleted() {
        Workspace w;
        addTurn(w.store, "p1", "zebra");
        QVERIFY(w.store.addSamples({sampleOf("p1", "a", "zebra too")}).ok());
        QVERIFY(w.store.binSample("a", 1).ok());
        QCOMPARE(idsOf(valueOf(w.store.search("zebra", 5))), QStringList{"p1"});
        QVERIFY(w.store.putBack("a").ok());
        QCOMPARE(idsOf(valueOf(w.store.search("zebra", 5))), (QStringList{"a", "p1"}));
        QVERIFY(w.store.binPrompt("p1", 1).ok());
        QCOMPARE(valueOf(w.store.emptyBin(std::int64_t{1} << 60)), std::int64_t{2});
        QVERIFY(valueOf(w.store.search("zebra", 5)).empty());
        QCOMPARE(valueOf(w.store.integrityCheck()), std::string("ok"));
    }
};

QTEST_GUILESS_MAIN(TestStoreConversations)
#include "tst_store_conversations.moc"
