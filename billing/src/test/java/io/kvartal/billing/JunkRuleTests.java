package io.kvartal.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvartal.contract.Channel;
import io.kvartal.verdict.Classification;
import io.kvartal.verdict.ContactFacts;
import io.kvartal.verdict.Contacts;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JunkRuleTests {
    private static ContactFacts facts(
            Channel channel, boolean answered, int wait, int talk, String exclusion, Boolean target) {
        return new ContactFacts(
                UUID.randomUUID(),
                channel,
                Contacts.MONDAY,
                "aa",
                exclusion,
                answered,
                wait,
                talk,
                "park",
                null,
                null,
                null,
                target,
                null);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // rule, threshold, talk | channel, answered, wait, talk, exclusion, vendor, listed, complexes, longest
                // | what it saw
                "LISTED,         0,  0, CALL, true,  7, 90, -,    -,     spam, 1, 90, {code=spam}",
                "LISTED,         0,  0, CALL, true,  7, 90, -,    -,     -,    1, 90, -",
                "EXCLUSION,      0,  0, CALL, true,  7, 90, robot, -,    -,    1, 90, {code=robot}",
                "EXCLUSION,      0,  0, CALL, true,  7, 90, rent, -,     -,    1, 90, -",
                "MANY_COMPLEXES, 3, 60, CALL, true,  7, 50, -,    -,     -,    4, 60, '{complexes=4, talkSec=60}'",
                "MANY_COMPLEXES, 3, 60, CALL, true,  7, 50, -,    -,     -,    3, 50, -",
                "MANY_COMPLEXES, 3, 60, CALL, true,  7, 50, -,    -,     -,    9, 61, -",
                "HUNG_UP,        5,  3, CALL, false, 5,  0, -,    -,     -,    1,  0, {waitSec=5}",
                "HUNG_UP,        5,  3, CALL, false, 6,  0, -,    -,     -,    1,  0, -",
                "HUNG_UP,        5,  3, CALL, true,  7,  3, -,    -,     -,    1,  3, {talkSec=3}",
                "HUNG_UP,        5,  3, CALL, true,  7,  4, -,    -,     -,    1,  4, -",
                "HUNG_UP,        5,  3, FORM, true,  0,  0, -,    -,     -,    1,  0, -",
                "VENDOR,         0, 15, CALL, true,  7, 15, -,    false, -,    1, 15, {talkSec=15}",
                "VENDOR,         0, 15, CALL, true,  7, 16, -,    false, -,    1, 16, -",
                "VENDOR,         0, 15, CALL, true,  7, 10, -,    true,  -,    1, 10, -",
                "VENDOR,         0, 15, CALL, true,  7, 10, -,    -,     -,    1, 10, -"
            })
    void everyRuleAtItsEdges(
            JunkRule.Code code,
            int threshold,
            int talkSec,
            Channel channel,
            boolean answered,
            int wait,
            int talk,
            String exclusion,
            Boolean vendor,
            String listed,
            int complexes,
            int longest,
            String saw) {
        var seen =
                new JunkRule.Seen(facts(channel, answered, wait, talk, exclusion, vendor), listed, complexes, longest);
        var rule = new JunkRule(code, true, threshold, talkSec);
        assertThat(rule.judge(seen).map(found -> found.values().toString()).orElse(null))
                .isEqualTo(saw);
        assertThat(new JunkRule(code, false, threshold, talkSec).judge(seen)).isEmpty();
    }

    @Test
    void whatAPersonHasHeardOrAnOfficeHasReturnedIsNoJunk() {
        var called = facts(Channel.CALL, false, 1, 0, null, null).returned(80);
        var rule = new JunkRule(JunkRule.Code.HUNG_UP, true, 5, 3);
        assertThat(rule.judge(new JunkRule.Seen(called, null, 1, 0))).isEmpty();
        var heard =
                facts(Channel.CALL, true, 1, 2, null, null).classified(Classification.target("Dana", Contacts.MONDAY));
        assertThat(rule.judge(new JunkRule.Seen(heard, null, 1, 2))).isEmpty();
    }
}
