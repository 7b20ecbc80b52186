package io.kvartal.billing.web;

import io.kvartal.billing.ReminderPolicies;
import io.kvartal.billing.ReminderPolicy;
import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The reminder policy, for programs of the portal. */
@RestController
@RequestMapping("/api/v1/billing/reminder-policy")
class ReminderApi {
    private final ReminderPolicies policies;

    ReminderApi(ReminderPolicies policies) {
        this.policies = policies;
    }

    /** @param days from the due date; negative: before it */
    record ReminderStepBody(
            @Nullable String step,
            @Nullable Integer days,
            @Nullable Boolean enabled) {}

    /** @param version to send back with a change */
    record ReminderPolicyBody(
            @Nullable List<ReminderStepBody> steps,
            @Nullable String version) {
        static ReminderPolicyBody of(ReminderPolicy policy) {
            return new ReminderPolicyBody(
                    policy.steps().stream()
                            .map(step -> new ReminderStepBody(step.step(), step.days(), step.enabled()))
                            .toList(),
                    policy.version());
        }

        ReminderPolicy policy() {
            var wanted = new ArrayList<ReminderPolicy.Step>();
            for (var body : Body.required(steps, "/steps")) {
                var at = "/steps/" + wanted.size();
                wanted.add(new ReminderPolicy.Step(
                        Body.required(body.step(), at + "/step"),
                        Body.required(body.days(), at + "/days"),
                        Body.required(body.enabled(), at + "/enabled")));
            }
            return new ReminderPolicy(wanted);
        }
    }

    @GetMapping
    Mono<ReminderPolicyBody> policy(Staff staff) {
        staff.require(Role.BILLING);
        return policies.current().map(ReminderPolicyBody::of);
    }

    /** All steps at once. A version that is no longer the current one is a conflict. */
    @PutMapping
    Mono<ReminderPolicyBody> change(Staff staff, @RequestBody ReminderPolicyBody body) {
        staff.require(Role.BILLING);
        return policies.change(
                        body.policy(), Body.required(body.version(), "/version"), staff.userId() + " " + staff.name())
                .map(ReminderPolicyBody::of);
    }
}
