package io.kvartal.platform.message;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The SMTP adapter: blocking JavaMail behind the elastic scheduler, with an end to waiting. */
class Smtp {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final JavaMailSender sender;
    private final String from;

    Smtp(JavaMailSender sender, String from) {
        this.sender = sender;
        this.from = from;
    }

    Mono<Void> send(Letter letter) {
        return Mono.<Void>fromRunnable(() -> sender.send(mime(letter)))
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(PATIENCE);
    }

    private MimeMessage mime(Letter letter) {
        try {
            var message = sender.createMimeMessage();
            // Spring keeps an id that is already there, so a letter sent twice can be recognised.
            message.setHeader("Message-ID", "<" + letter.id() + "@kvartal>");
            var unsubscribe = letter.mail().unsubscribe();
            if (unsubscribe != null) {
                message.setHeader("List-Unsubscribe", "<" + unsubscribe + ">");
                message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            }
            var helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
            helper.setFrom(from);
            helper.setTo(letter.mail().to());
            helper.setSubject(letter.mail().subject());
            helper.setText(letter.mail().text(), letter.mail().html());
            for (var file : letter.mail().attachments()) {
                helper.addAttachment(file.name(), new ByteArrayResource(file.content()), file.contentType());
            }
            return message;
        } catch (MessagingException impossible) {
            throw new IllegalStateException("letter " + letter.id() + " cannot be written", impossible);
        }
    }
}
