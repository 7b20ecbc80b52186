package io.kvartal.survey;

import io.kvartal.shared.TenantId;
import java.util.List;
import java.util.Map;

/** A wave counted: the score over all answers, every developer by itself, and the answers. */
public record WaveScore(Quarter quarter, Nps nps, Map<TenantId, AccountScore> developers, List<Answer> answers) {}
