package io.kvartal.lead.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

class RequestLimitsTests {
    @Test
    void oneSenderIsStoppedAndToldWhenToComeBack() {
        var limits = new RequestLimits(100, 2);
        limits.take("10.1.2.3", "a");
        limits.take("10.1.2.3", "a");
        assertThatThrownBy(() -> limits.take("10.9.9.9", "a"))
                .isInstanceOfSatisfying(ResponseStatusException.class, refused -> {
                    assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
                    assertThat(Long.parseLong(refused.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)))
                            .isBetween(1L, 600L);
                });
        limits.take("10.1.2.3", "b");
    }

    @Test
    void oneNetworkIsStoppedWhoeverSends() {
        var limits = new RequestLimits(2, 100);
        limits.take("10.1.2.3", "a");
        limits.take("10.1.2.200", "b");
        assertThatThrownBy(() -> limits.take("10.1.2.77", "c")).isInstanceOf(ResponseStatusException.class);
        limits.take("10.1.3.77", "c");
    }

    @Test
    void networksAreTheUsualPrefixes() {
        assertThat(RequestLimits.network("10.1.2.3")).isEqualTo("10.1.2");
        assertThat(RequestLimits.network("2a00:1450:4010:c0f:0:0:0:8b")).isEqualTo("2a00:1450:4010:c0f");
    }
}
