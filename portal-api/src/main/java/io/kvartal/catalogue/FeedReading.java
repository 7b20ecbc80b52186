package io.kvartal.catalogue;

import io.kvartal.catalogue.Staging.Staged;
import io.kvartal.catalogue.feed.Detection;
import io.kvartal.catalogue.feed.FeedFormat;
import io.kvartal.catalogue.feed.Finding;
import io.kvartal.catalogue.feed.KnownComplexes;
import io.kvartal.catalogue.feed.OfferReader;
import io.kvartal.catalogue.feed.OfferRules;
import io.kvartal.catalogue.feed.RawOffer;
import io.kvartal.catalogue.feed.ReadOptions;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a spooled feed: offers out one by one, remarks collected with their lines. Blocking, used by one thread at a time; how far it has come may
 * be asked from any.
 */
final class FeedReading implements AutoCloseable {
    /** Enough to mend any feed; a report is read by people. Every remark is counted all the same. */
    static final int MAX_WARNINGS = 5_000;

    static final int MAX_OF_ONE_KIND = 1_000;

    private final FeedFormat format;
    private final Counted file;
    private final OfferReader reader;
    private final OfferRules rules;
    private final List<ImportWarning> warnings = new ArrayList<>();
    private final Map<String, Integer> codes = new TreeMap<>();
    private final MessageDigest sha256;
    private volatile int offers;

    /** @param format null: find out */
    FeedReading(Path path, @Nullable FeedFormat format, ReadOptions options, KnownComplexes known, LocalDate today) {
        try {
            this.format = format == null ? Detection.of(new BufferedInputStream(Files.newInputStream(path))) : format;
            sha256 = MessageDigest.getInstance("SHA-256");
            file = new Counted(Files.newInputStream(path));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
        reader = open(options);
        rules = new OfferRules(this.format, known, today);
    }

    /** A document that cannot even be begun must not leave its file open. */
    private OfferReader open(ReadOptions options) {
        try {
            return format.open(new BufferedInputStream(file, 65_536), options);
        } catch (RuntimeException broken) {
            try {
                file.close();
            } catch (IOException second) {
                broken.addSuppressed(second);
            }
            throw broken;
        }
    }

    @Nullable
    Staged next() {
        var raw = reader.next();
        if (raw == null) {
            return null;
        }
        int seq = offers + 1;
        offers = seq;
        var result = rules.check(raw, reader.generationDate());
        result.findings().forEach(f -> remember(raw, f));
        var offer = result.offer();
        if (offer == null) {
            return new Staged(seq, raw.line(), raw.internalId(), "", null);
        }
        var hash = HexFormat.of().formatHex(sha256.digest(offer.content().getBytes(StandardCharsets.UTF_8)));
        return new Staged(seq, raw.line(), raw.internalId(), hash, offer);
    }

    private void remember(RawOffer raw, Finding finding) {
        int seen = codes.merge(finding.code(), 1, Integer::sum);
        if (seen <= MAX_OF_ONE_KIND && warnings.size() < MAX_WARNINGS) {
            warnings.add(
                    new ImportWarning(raw.line(), raw.internalId(), finding.code(), finding.args(), finding.fatal()));
        }
    }

    FeedFormat format() {
        return format;
    }

    int offers() {
        return offers;
    }

    long bytesRead() {
        return file.read;
    }

    List<ImportWarning> warnings() {
        return List.copyOf(warnings);
    }

    /** How often each remark was made, those that are not kept too. */
    Map<String, Integer> codes() {
        return Map.copyOf(codes);
    }

    /** What the document says about its own age, as it is written there. */
    @Nullable
    String generationDate() {
        return reader.generationDate();
    }

    @Override
    public void close() {
        reader.close();
    }

    private static final class Counted extends FilterInputStream {
        private volatile long read;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int sign = super.read();
            if (sign >= 0) {
                add(1);
            }
            return sign;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int got = super.read(buffer, offset, length);
            add(Math.max(0, got));
            return got;
        }

        /** One thread reads; others only look. */
        private void add(int bytes) {
            long before = read;
            read = before + bytes;
        }
    }
}
