package io.kvartal.platform;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The only place that subscribes on its own account: it runs every {@link Job} again and again. */
@Component
public class Jobs implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

    /** Many hints in a row are one. */
    private static final Duration TOGETHER = Duration.ofMillis(50);

    private final ObjectProvider<Job> jobs;
    private final Notices notices;
    private final boolean enabled;
    private final boolean demo;
    private Disposable.Composite running = Disposables.composite();

    /** @param demo a demo prepares its data first and then calls {@link #start} itself */
    Jobs(
            ObjectProvider<Job> jobs,
            Notices notices,
            @Value("${kvartal.jobs.enabled:true}") boolean enabled,
            @Value("${kvartal.demo:false}") boolean demo) {
        this.jobs = jobs;
        this.notices = notices;
        this.enabled = enabled;
        this.demo = demo;
    }

    /** Runs one job once, now. Emits an error when the job fails. */
    public Mono<Void> run(String name) {
        return jobs.stream()
                .filter(job -> job.name().equals(name))
                .findFirst()
                .<Mono<Void>>map(job -> Mono.defer(job.work()).then())
                .orElseGet(() -> Mono.error(new IllegalArgumentException("no job " + name)));
    }

    public List<String> names() {
        return jobs.stream().map(Job::name).toList();
    }

    @Override
    public boolean isAutoStartup() {
        return !demo;
    }

    @Override
    public void start() {
        if (isRunning()) {
            return;
        }
        running = Disposables.composite();
        if (enabled) {
            jobs.stream().forEach(this::start);
        }
    }

    private void start(Job job) {
        running.add(again(job).subscribe());
        var hint = job.hint();
        if (hint != null) {
            running.add(hinted(job, hint).subscribe());
        }
    }

    private static Mono<Void> again(Job job) {
        return Mono.defer(job.work())
                .then()
                .onErrorResume(failure -> {
                    LOG.error("job {} failed; it runs again", job.name(), failure);
                    return Mono.delay(Duration.ofSeconds(1)).then();
                })
                .repeatWhen(ends -> ends.delayElements(job.every()))
                .then();
    }

    @Override
    public void stop() {
        running.dispose();
    }

    @Override
    public boolean isRunning() {
        return running.size() > 0;
    }

    /** A run that fails is the clock's business: {@link #again} tries and tells. */
    private Flux<Void> hinted(Job job, String channel) {
        return notices.on(channel)
                .sample(TOGETHER)
                .onBackpressureLatest()
                .concatMap(hint -> Mono.defer(job.work()).then().onErrorComplete(), 1);
    }
}
