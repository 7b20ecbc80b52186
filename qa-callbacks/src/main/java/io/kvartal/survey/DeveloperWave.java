package io.kvartal.survey;

import java.util.List;

/** How one developer answered in one wave. */
public record DeveloperWave(Quarter quarter, AccountScore score, List<Answer> answers) {}
