package io.kvartal.survey;

import io.kvartal.shared.Lang;
import io.kvartal.shared.TenantId;

/** A person at a developer who is asked. @param role {@code HEAD}, {@code SALES}, {@code MARKETING} or {@code ACCOUNTANT} */
public record Recipient(TenantId developer, String email, String name, String role, Lang lang) {}
