package io.kvartal.billing;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What the gateway made of an invoice. @param page the hosted page, when the gateway has said it already */
public record GatewayInvoice(String id, @Nullable URI page) {}
