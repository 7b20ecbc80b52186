package io.kvartal.number;

import io.kvartal.shared.PhoneNumber;
import java.time.Instant;

/** @param expiresAt until when the number is this visitor's; showing it again moves it on */
public record Reveal(PhoneNumber number, Kind kind, Instant expiresAt) {}
