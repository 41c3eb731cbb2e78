"""Small tokenizers of every model kind and every step, with ids and texts as the tokenizers library has them.

usage: make_tokenizer_golden.py OUT.json [SEED]     (tokenizers 0.23, sentencepiece)
Trains each on the corpus below; the file holds, per tokenizer, its tokenizer.json, cases
{"text", "ids", "plain", "decoded", "kept"} and streams {"ids", "decoded"} of random tokens. `plain` takes special
tokens in the text as text and adds none. With a SEED the texts are random, for looking further than the golden file.
"""
import io
import json
import random
import sys
import tempfile

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

CORPUS = """The quick brown fox jumps over the lazy dog. The lazy dog isn't happy, and the fox doesn't care!
Numbers: 1, 22, 333, 4444 and 3.14159; dates such as 2024-05-17, prices like $12.50 or €9,99 (±5 %).
Füße, Äpfel und Übermut — schöne Grüße aus Köln. Ça va? Déjà vu, naïve, coöperate, œuvre.
Привет, мир! Как дела? Съешь же ещё этих мягких французских булок.
我想在苹果工作。今天天气很好！ こんにちは世界。 カタカナとひらがな。 안녕하세요 세계.
def main(argc, argv):\n    print("hello_world", argc + 1)\n\treturn [x ** 2 for x in range(10)]
🦙 llamas 🚀 rockets 👩‍👩‍👧 family ✅ done 😶‍🌫️ fog""".split("\n")

TEXTS = [
    "", " ", "  ", "\n", "\t\n ", "The lazy fox", " The lazy fox ", "  two   spaces  here ", "don't DON'T We'Ve a'lL",
    "isn't it , ' s . do not we 've", "3 33 333 3333 33333", "½ ² Ⅷ ４ ٣", "Füße Ãpfel A\u0301 e\u0301a\u0323 ﬁ ﬀ",
    "İstanbul ẞ Σίσυφος ΣΑΣ", "我想在apple工作1314151天～", "こんにちは、世界。", "한국어 \u1112\u1161\u11ab", "🦙.cpp 👩‍👩‍👧 😶‍🌫️",
    "<s>The fox</s> <mask> x", "a<mask>b  <mask>  c", "wordtok tokword tok, tok tok!", "NORM norm No\u0301rm", "<s><s></s>",
    "a\u00a0b\u2003c\u200bd\u00ade\ufeff\ufffd", "tabs\tand\r\nlines\n\n\nend", "x=1;y=[2,3]{z}--a--b-", "--- -- -", "«q» “r” ‘s’ …!?",
    "\u0000null\u0007bell\u007f", "ﾊﾝｶｸ ㍿ ① ㎏", "ǅ ǆ \u0344 \u0958", "snake_case camelCase kebab-case", "http://a.b/c?d=e&f#g", "ᄀᆨ\u094d\u0915\u093e",
]


def special(text, **how):
    return AddedToken(text, special=True, **{"normalized": False, **how})


SPECIALS = [special("<s>"), special("</s>"), special("<unk>"), special("<mask>", lstrip=True)]
ADDED = [AddedToken("tok", single_word=True, normalized=False), AddedToken("NORM", normalized=True),
         AddedToken("--a", rstrip=True, normalized=False), AddedToken("--", normalized=False)]


def trained(model, trainer, normalizer, pre, decoder, post=None, added=ADDED):
    tokenizer = Tokenizer(model)
    if normalizer:
        tokenizer.normalizer = normalizer
    if pre:
        tokenizer.pre_tokenizer = pre
    tokenizer.train_from_iterator(CORPUS, trainer)
    tokenizer.add_special_tokens(SPECIALS)
    tokenizer.add_tokens(added)
    if decoder:
        tokenizer.decoder = decoder
    if post == "template":
        tokenizer.post_processor = processors.TemplateProcessing(
            single="<s> $A </s>", pair="<s> $A </s> $B:1 </s>:1",
            special_tokens=[(piece, tokenizer.token_to_id(piece)) for piece in ("<s>", "</s>")])
    elif post:
        ends = [(piece, tokenizer.token_to_id(piece)) for piece in ("</s>", "<s>")]
        tokenizer.post_processor = post(*ends)
    return tokenizer


def bpe(normalizer=None, pre=None, decoder=None, post=None, alphabet=(), size=280, **options):
    trainer = trainers.BpeTrainer(vocab_size=size, special_tokens=["<unk>", "<s>", "</s>"], show_progress=False,
                                  initial_alphabet=list(alphabet), limit_alphabet=90 if not alphabet else 400,
                                  **{key: options[key] for key in ("continuing_subword_prefix", "end_of_word_suffix")
                                     if key in options})
    return trained(models.BPE(unk_token="<unk>", **options), trainer, normalizer, pre, decoder, post)


def byte_bpe(pre, normalizer=None, post=None, ignore_merges=False):
    tokenizer = bpe(normalizer, pre, decoders.ByteLevel(), post, pre_tokenizers.ByteLevel.alphabet(), 340)
    return changed(tokenizer, lambda root: root["model"].update(unk_token=None, ignore_merges=ignore_merges))


def changed(tokenizer, change):
    root = json.loads(tokenizer.to_str())
    change(root)
    return Tokenizer.from_str(json.dumps(root))


def with_bytes(tokenizer):
    """Byte tokens "<0x00>" to "<0xFF>" put behind the vocabulary, but for the two last."""
    def put(root):
        vocabulary = root["model"]["vocab"]
        first, count = len(vocabulary), 254
        for byte in range(count):
            vocabulary[f"<0x{byte:02X}>"] = first + byte
        for token in root["added_tokens"]:
            token["id"] += count if token["id"] >= first else 0
        root["model"]["byte_fallback"] = True
    return changed(tokenizer, put)


def unigram(normalizer=None, pre=None, decoder=None, post=None, size=220, byte_fallback=False):
    trainer = trainers.UnigramTrainer(vocab_size=size, special_tokens=["<unk>", "<s>", "</s>"], unk_token="<unk>",
                                      show_progress=False)
    tokenizer = trained(models.Unigram(), trainer, normalizer, pre, decoder, post)
    if byte_fallback:
        def put(root):
            vocabulary = root["model"]["vocab"]
            first = len(vocabulary)
            vocabulary += [[f"<0x{byte:02X}>", 0.0] for byte in range(256)]
            for token in root["added_tokens"]:
                token["id"] += 256 if token["id"] >= first else 0
            root["model"]["byte_fallback"] = True
        tokenizer = changed(tokenizer, put)
    return tokenizer


def word_piece(normalizer, pre, decoder, post=None, **options):
    trainer = trainers.WordPieceTrainer(vocab_size=240, special_tokens=["<unk>", "<s>", "</s>"], show_progress=False,
                                        limit_alphabet=80)
    return trained(models.WordPiece(unk_token="<unk>", **options), trainer, normalizer, pre, decoder, post)


def word_level(pre, normalizer=None, decoder=None):
    trainer = trainers.WordLevelTrainer(vocab_size=120, special_tokens=["<unk>", "<s>", "</s>"], show_progress=False)
    return trained(models.WordLevel(unk_token="<unk>"), trainer, normalizer, pre, decoder)


def small_charsmap():
    """A normalisation table of sentencepiece's own making, out of a few rules."""
    import sentencepiece
    from sentencepiece import sentencepiece_model_pb2

    rules = ["FB01\t66 69", "FF21\t41", "41 301\tC1", "65 301 323\t1EB9 301", "3F\t21 3F", "1F999\t6C 6C", "200B\t", "A0\t20",
             "C4\t41 65", "1F680 FE0F\t1F680"]
    with tempfile.NamedTemporaryFile("w", suffix=".tsv") as table:
        table.write("\n".join(rules) + "\n")
        table.flush()
        model = io.BytesIO()
        sentencepiece.SentencePieceTrainer.train(sentence_iterator=iter(CORPUS), model_writer=model, vocab_size=170,
                                                 normalization_rule_tsv=table.name, minloglevel=2, num_threads=1)
    proto = sentencepiece_model_pb2.ModelProto()
    proto.ParseFromString(model.getvalue())
    return proto.normalizer_spec.precompiled_charsmap


LLAMA3 = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+"
          r"|\s+(?!\S)|\s+")
METASPACE = pre_tokenizers.Metaspace
BYTES = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
LLAMA_DECODER = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)])
SEQUENCE = pre_tokenizers.Sequence


def tokenizers_by_name(charsmap):
    made = {
        "byte-level": byte_bpe(pre_tokenizers.ByteLevel(), post=lambda sep, cls: processors.RobertaProcessing(sep, cls)),
        "byte-level, NFC, Llama 3's words": byte_bpe(
            SEQUENCE([pre_tokenizers.Split(Regex(LLAMA3), "isolated"), BYTES]), normalizers.NFC(), "template", True),
        "byte-level, Falcon's words": byte_bpe(
            SEQUENCE([pre_tokenizers.Punctuation("contiguous"), pre_tokenizers.ByteLevel(add_prefix_space=False),
                      pre_tokenizers.Digits(False), pre_tokenizers.Split(Regex("[0-9][0-9][0-9]"), "isolated")])),
        "byte-level as normalizer": byte_bpe(pre_tokenizers.Split(Regex("Ġ?[A-Za-z]+"), "isolated"), normalizers.ByteLevel()),
        "Llama: prefix and bytes": with_bytes(bpe(
            normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")]), None, LLAMA_DECODER, "template",
            fuse_unk=True)),
        "Gemma: whole text": with_bytes(bpe(normalizers.Replace(" ", "▁"), pre_tokenizers.Split(" ", "merged_with_previous"),
                                            decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(),
                                                               decoders.Fuse()]), fuse_unk=True)),
        "metaspace first": bpe(None, METASPACE(prepend_scheme="first"), decoders.Metaspace(prepend_scheme="first"), fuse_unk=True),
        "metaspace never, unknown alone": bpe(None, METASPACE(prepend_scheme="never"), decoders.Metaspace(prepend_scheme="never")),
        "metaspace unsplit": bpe(None, METASPACE(split=False), decoders.Metaspace()),
        "prefix and suffix": bpe(normalizers.Lowercase(), pre_tokenizers.Whitespace(), decoders.BPEDecoder(suffix="</w>"),
                                 continuing_subword_prefix="@@", end_of_word_suffix="</w>"),
        "suffix alone": bpe(normalizers.NFKC(), pre_tokenizers.BertPreTokenizer(), decoders.BPEDecoder(), end_of_word_suffix="</w>"),
        "no decoder": bpe(None, pre_tokenizers.WhitespaceSplit()),
        "unigram": unigram(normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]),
                           METASPACE(), decoders.Metaspace(), "template"),
        "unigram, table": unigram(normalizers.Sequence([normalizers.Precompiled(charsmap), normalizers.Strip(False, True)]),
                                  SEQUENCE([pre_tokenizers.WhitespaceSplit(), METASPACE(prepend_scheme="first")]),
                                  decoders.Metaspace(prepend_scheme="first")),
        "unigram, bytes": unigram(normalizers.Replace(" ", "▁"), None, LLAMA_DECODER, byte_fallback=True),
        "BERT": word_piece(normalizers.BertNormalizer(), pre_tokenizers.BertPreTokenizer(), decoders.WordPiece(),
                           lambda sep, cls: processors.BertProcessing(sep, cls)),
        "BERT, cased": word_piece(normalizers.BertNormalizer(lowercase=False, handle_chinese_chars=False),
                                  pre_tokenizers.BertPreTokenizer(), decoders.WordPiece(cleanup=False), max_input_chars_per_word=7),
        "BERT, accents kept": word_piece(normalizers.BertNormalizer(strip_accents=False, clean_text=False),
                                         pre_tokenizers.BertPreTokenizer(), decoders.WordPiece(prefix="##")),
        "words": word_level(pre_tokenizers.Whitespace()),
        "words, punctuation removed": word_level(SEQUENCE([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Punctuation("removed")]),
                                                 normalizers.Sequence([normalizers.NFD(), normalizers.StripAccents(),
                                                                       normalizers.Lowercase(), normalizers.Strip()])),
        "words, fixed length": word_level(pre_tokenizers.FixedLength(3)),
        "words, delimiter": word_level(pre_tokenizers.CharDelimiterSplit(" "), normalizers.NFKD()),
    }
    for behaviour in ("isolated", "removed", "merged_with_previous", "merged_with_next", "contiguous"):
        made[f"split {behaviour}"] = bpe(None, SEQUENCE([pre_tokenizers.Split("-", behaviour),
                                                         pre_tokenizers.Split(Regex(r"\p{L}+"), behaviour, invert=True),
                                                         pre_tokenizers.Digits(behaviour == "isolated")]),
                                         decoders.Fuse(), size=200)
    made["split before capitals"] = bpe(None, pre_tokenizers.Split(Regex(r"(?=\p{Lu})|x*"), "isolated"), decoders.Fuse(), size=200)
    return made


def random_texts(seed):
    dice = random.Random(seed)
    pool = sorted(set("".join(CORPUS + TEXTS))) + ["<s>", "</s>", "<mask>", "tok", "NORM", "--a", "--", " ", " ", "\n", "'s", "ing"]
    return ["".join(dice.choices(pool, k=dice.randint(1, 24))) for _ in range(60)]


def record(name, tokenizer, texts):
    dice = random.Random(name)
    cases = []
    for text in texts:
        tokenizer.encode_special_tokens = False
        ids = tokenizer.encode(text).ids
        tokenizer.encode_special_tokens = True
        plain = tokenizer.encode(text, add_special_tokens=False).ids
        cases.append({"text": text, "ids": ids, "plain": plain, "decoded": tokenizer.decode(ids, skip_special_tokens=True),
                      "kept": tokenizer.decode(ids, skip_special_tokens=False)})
    known = sorted(tokenizer.get_vocab(with_added_tokens=True).values())
    streams = [dice.choices(known, k=dice.randint(1, 12)) for _ in range(12)]
    return {"tokenizer": json.loads(tokenizer.to_str()), "cases": cases,
            "streams": [{"ids": ids, "decoded": tokenizer.decode(ids, skip_special_tokens=True)} for ids in streams]}


if __name__ == "__main__":
    texts = random_texts(sys.argv[2]) if len(sys.argv) > 2 else TEXTS
    golden = {name: record(name, tokenizer, texts) for name, tokenizer in tokenizers_by_name(small_charsmap()).items()}
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        json.dump(golden, out, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        out.write("\n")
