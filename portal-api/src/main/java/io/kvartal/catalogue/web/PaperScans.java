package io.kvartal.catalogue.web;

import io.kvartal.catalogue.content.PdfFiles;
import io.kvartal.catalogue.content.Presentation.Paper;
import io.kvartal.shared.Problem;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Scans of permits and guarantees as PDF. They are other people's bytes: shown in a sandbox, under the portal's own name, never as anything else. */
@RestController
public class PaperScans {
    private static final Pattern NAME = Pattern.compile("([0-9a-f]{32})\\.pdf");
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final PdfFiles files;

    PaperScans(PdfFiles files) {
        this.files = files;
    }

    /** Where the scan of a document is to be seen; null = there is none. */
    public static @Nullable String href(Paper paper) {
        if (paper.pdf() != null) {
            return "/img/paper/" + paper.pdf() + ".pdf";
        }
        return paper.scan() == null ? null : Gallery.full(paper.scan());
    }

    @GetMapping("/img/paper/{name}")
    Mono<ResponseEntity<Flux<DataBuffer>>> paper(@PathVariable String name) {
        var asked = NAME.matcher(name);
        if (!asked.matches()) {
            return Mono.error(new Problem.NotFound("file"));
        }
        return files.read(asked.group(1)).map(bytes -> ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(FOR_EVER)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline().filename(name).build().toString())
                .header("Content-Security-Policy", "sandbox")
                .header("X-Content-Type-Options", "nosniff")
                .body(bytes));
    }
}
