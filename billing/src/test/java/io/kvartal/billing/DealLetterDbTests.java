package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.contract.SampleContracts;
import io.kvartal.fixation.FixationExpiring;
import io.kvartal.shared.Ids;
import io.kvartal.shared.Lang;
import java.time.Instant;
import java.time.LocalDate;
import kvartal.testing.DbTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Letters about fixations and deals are in the language that the developer chose for letters about money. */
@DbTest
class DealLetterDbTests extends BillingBase {
    @Autowired
    DealLetters letters;

    @Autowired
    Alerting alerting;

    private record Sent(String to, String subject, String text, String html) {}

    private Sent letter(String key) {
        return tx.portal(db -> db.sql("""
            select recipient, subject, body_text, html from platform.mail where dedupe_key = :key\
            """)
                        .bind("key", key)
                        .map(row -> new Sent(
                                row.get("recipient", String.class),
                                row.get("subject", String.class),
                                row.get("body_text", String.class),
                                row.get("html", String.class)))
                        .one())
                .block();
    }

    private void chosen(Lang lang) {
        sign(SampleContracts.cpl());
        alerting.set(tenant, new AlertLimit(null, lang), "accountant").block();
    }

    private Sent expiring() {
        var fixation = Ids.next();
        var till = Instant.parse("2026-11-21T09:00:00Z");
        letters.expiring(tenant, new FixationExpiring(fixation, null, 3, till)).block();
        var sent = letter("fixation " + fixation + " " + till + " 3");
        assertThat(sent.text()).contains("/cabinet/fixations/" + fixation);
        return sent;
    }

    private Sent undeclared() {
        letters.undeclared(tenant, new DealsUndeclared("2026-10", LocalDate.of(2026, 11, 5)))
                .block();
        return letter("deals " + tenant + " 2026-10");
    }

    @ParameterizedTest
    @CsvSource({
        "RU,заканчивается через 3 дня,'21 ноября 2026, 14:00',Открыть",
        "KK,3 күннен кейін,'21 қараша 2026, 14:00',Ашу",
        "EN,ends in 3 days,'21 November 2026, 14:00',Open"
    })
    void aFixationThatEnds(Lang lang, String subject, String until, String open) {
        chosen(lang);
        var sent = expiring();
        assertThat(sent.to()).isEqualTo(SampleContracts.PARTY.email());
        assertThat(sent.subject()).contains(subject);
        assertThat(sent.text().replace('\u00a0', ' ')).contains(until);
        assertThat(sent.html()).contains(">" + open + "</a>");
    }

    @ParameterizedTest
    @CsvSource({
        "RU,Не заявлены сделки: октябрь 2026,до 5 ноября 2026",
        "KK,Мәмілелер мәлімделмеген,5 қараша",
        "EN,Deals not declared: October 2026,by 5 November 2026"
    })
    void dealsThatNobodyDeclared(Lang lang, String subject, String until) {
        chosen(lang);
        var sent = undeclared();
        assertThat(sent.subject().replace('\u00a0', ' ')).contains(subject);
        assertThat(sent.text().replace('\u00a0', ' ')).contains(until).contains("/cabinet/deals?period=2026-10");
    }

    @Test
    void whoChoseNothingReadsRussian() {
        sign(SampleContracts.cpl());
        assertThat(expiring().subject()).startsWith("Фиксация клиента заканчивается");
        assertThat(undeclared().subject()).startsWith("Не заявлены сделки");
    }
}
