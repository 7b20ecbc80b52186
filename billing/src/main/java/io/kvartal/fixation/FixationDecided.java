package io.kvartal.fixation;

import java.util.UUID;

/** A person of the portal has decided on a claim, so that verdicts on this person's contacts may change. @param person fingerprint */
public record FixationDecided(UUID fixation, String person) {}
