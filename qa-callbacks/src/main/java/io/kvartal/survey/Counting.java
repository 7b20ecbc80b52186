package io.kvartal.survey;

import io.kvartal.shared.TenantId;
import io.kvartal.survey.Invitations.Asked;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** From invitations to scores. */
final class Counting {
    private Counting() {}

    static WaveScore wave(Quarter quarter, List<Asked> asked) {
        var byDeveloper = new LinkedHashMap<TenantId, List<Asked>>();
        asked.forEach(one -> byDeveloper
                .computeIfAbsent(one.developer(), d -> new ArrayList<>())
                .add(one));
        var developers = new LinkedHashMap<TenantId, AccountScore>();
        byDeveloper.forEach((developer, group) -> developers.put(developer, account(group)));
        var answers = answers(asked);
        var scores = answers.stream().map(Answer::score).toList();
        return new WaveScore(quarter, Nps.of(scores, asked.size()), developers, answers);
    }

    /** Null when the developer was not asked in this wave. */
    static @Nullable DeveloperWave developer(Quarter quarter, TenantId developer, List<Asked> asked) {
        var own =
                asked.stream().filter(one -> one.developer().equals(developer)).toList();
        return own.isEmpty() ? null : new DeveloperWave(quarter, account(own), answers(own));
    }

    private static AccountScore account(List<Asked> group) {
        Map<String, List<Integer>> byRole = new LinkedHashMap<>();
        answers(group).forEach(answer -> byRole.computeIfAbsent(answer.role(), r -> new ArrayList<>())
                .add(answer.score()));
        return AccountScore.of(byRole, group.size());
    }

    private static List<Answer> answers(List<Asked> asked) {
        return asked.stream().map(Asked::answer).filter(Objects::nonNull).toList();
    }
}
