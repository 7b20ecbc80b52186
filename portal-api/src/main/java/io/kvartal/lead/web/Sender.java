package io.kvartal.lead.web;

import org.springframework.web.server.ServerWebExchange;

/** Where a request came from, as far as the network says. */
final class Sender {
    private Sender() {}

    static String address(ServerWebExchange exchange) {
        var remote = exchange.getRequest().getRemoteAddress();
        var address = remote == null ? null : remote.getAddress();
        return address == null ? "unknown" : address.getHostAddress();
    }
}
