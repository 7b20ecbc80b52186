package io.kvartal.catalogue.content;

import io.kvartal.catalogue.content.Presentation.Photo;
import io.kvartal.shared.LocalizedText;
import io.kvartal.shared.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes the files of a form: pictures everywhere, PDF files where the form is about documents. */
@Service
public class Uploads {
    private final Pictures pictures;
    private final PdfFiles pdfs;

    Uploads(Pictures pictures, PdfFiles pdfs) {
        this.pictures = pictures;
        this.pdfs = pdfs;
    }

    /** What came of a form's files. @param pdfs hashes */
    public record Kept(List<Photo> pictures, List<String> pdfs) {
        static final Kept NOTHING = new Kept(List.of(), List.of());

        public Kept {
            pictures = List.copyOf(pictures);
            pdfs = List.copyOf(pdfs);
        }
    }

    private sealed interface One {
        record Picture(Photo photo) implements One {}

        record Pdf(String hash) implements One {}
    }

    /**
     * @param developer whose uploads these are; null = the portal's editors
     * @throws io.kvartal.shared.Problem.Invalid when one of the files is not what this part takes
     */
    public Mono<Kept> keep(
            Part part, Flux<byte[]> files, LocalizedText alt, @Nullable TenantId developer, String actor) {
        return files.concatMap(file -> part == Part.PAPERS && PdfFiles.looksLike(file)
                        ? pdfs.keep(file, developer, actor).map(hash -> (One) new One.Pdf(hash))
                        : pictures.keep(file, alt, developer, actor).map(photo -> (One) new One.Picture(photo)))
                .collectList()
                .map(Uploads::kept);
    }

    private static Kept kept(List<One> all) {
        return new Kept(
                all.stream()
                        .filter(One.Picture.class::isInstance)
                        .map(one -> ((One.Picture) one).photo())
                        .toList(),
                all.stream()
                        .filter(One.Pdf.class::isInstance)
                        .map(one -> ((One.Pdf) one).hash())
                        .toList());
    }
}
