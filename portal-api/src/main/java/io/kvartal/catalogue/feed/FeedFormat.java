package io.kvartal.catalogue.feed;

import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** The ways in which developers' systems write their stock (INTERFACES 3.3). */
public enum FeedFormat {
    YRL(Yrl.VOCABULARY, true, true),
    CIAN(Cian.VOCABULARY, true, true),
    AVITO(Avito.VOCABULARY, false, false),
    DOMCLICK(Domclick.VOCABULARY, true, false),
    KORTER(Korter.VOCABULARY, false, true),
    PROFITBASE(Profitbase.VOCABULARY, true, true);

    private final Vocabulary vocabulary;
    private final boolean saysWhere;
    private final boolean saysCurrency;

    FeedFormat(Vocabulary vocabulary, boolean saysWhere, boolean saysCurrency) {
        this.vocabulary = vocabulary;
        this.saysWhere = saysWhere;
        this.saysCurrency = saysCurrency;
    }

    /** As the API spells it. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public static Optional<FeedFormat> of(String code) {
        return Arrays.stream(values()).filter(f -> f.code().equals(code)).findFirst();
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    /** Whether a document tells where a complex stands and when it is ready; otherwise the catalogue has to know the complex already. */
    public boolean saysWhere() {
        return saysWhere;
    }

    /** Whether a price has its currency beside it (Korter's is that of the country by agreement); otherwise the sender has to name it. */
    public boolean saysCurrency() {
        return saysCurrency;
    }

    /**
     * Begins to read. Blocking, as is the reader.
     *
     * @throws io.kvartal.platform.xml.BrokenXml when not even the beginning can be read
     */
    public OfferReader open(InputStream in, ReadOptions options) {
        return switch (this) {
            case YRL -> Yrl.open(in, options);
            case CIAN -> Cian.open(in, options);
            case AVITO -> Avito.open(in, options);
            case DOMCLICK -> new Domclick(in, options);
            case KORTER -> new Korter(in, options);
            case PROFITBASE -> Profitbase.open(in, options);
        };
    }
}
