package io.kvartal.catalogue;

import io.kvartal.catalogue.Staging.Staged;
import io.kvartal.catalogue.yrl.Finding;
import io.kvartal.catalogue.yrl.RawOffer;
import io.kvartal.catalogue.yrl.YrlReader;
import io.kvartal.catalogue.yrl.YrlRules;
import java.io.BufferedInputStream;
import java.io.IOException;
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
import org.jspecify.annotations.Nullable;

/** One pass over a spooled feed: offers out one by one, remarks collected with their lines. Blocking, used by one thread at a time. */
final class FeedReading implements AutoCloseable {
    /** Enough to mend any feed; a report is read by people. */
    private static final int MAX_WARNINGS = 5_000;

    private final YrlReader reader;
    private final YrlRules rules;
    private final List<ImportWarning> warnings = new ArrayList<>();
    private final MessageDigest sha256;
    private int offers;
    private int rejected;

    FeedReading(Path file, LocalDate today) {
        try {
            reader = new YrlReader(new BufferedInputStream(Files.newInputStream(file)));
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
        rules = new YrlRules(today);
    }

    @Nullable
    Staged next() {
        var raw = reader.next();
        if (raw == null) {
            return null;
        }
        offers++;
        var result = rules.check(raw, reader.generationDate());
        result.findings().forEach(f -> remember(raw, f));
        var offer = result.offer();
        if (offer == null) {
            rejected++;
            return new Staged(offers, raw.internalId(), "", null);
        }
        var hash = HexFormat.of().formatHex(sha256.digest(offer.content().getBytes(StandardCharsets.UTF_8)));
        return new Staged(offers, raw.internalId(), hash, offer);
    }

    private void remember(RawOffer raw, Finding finding) {
        if (warnings.size() < MAX_WARNINGS) {
            warnings.add(
                    new ImportWarning(raw.line(), raw.internalId(), finding.code(), finding.args(), finding.fatal()));
        }
    }

    int offers() {
        return offers;
    }

    int rejected() {
        return rejected;
    }

    List<ImportWarning> warnings() {
        return List.copyOf(warnings);
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
}
