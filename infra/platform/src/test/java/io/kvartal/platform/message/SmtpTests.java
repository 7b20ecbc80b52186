package io.kvartal.platform.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.ServerSetup;
import io.kvartal.shared.Ids;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class SmtpTests {
    @RegisterExtension
    static final GreenMailExtension SERVER = new GreenMailExtension(
                    new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP))
            .withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());

    private static Smtp smtp(int port) {
        var sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        return new Smtp(sender, "noreply@kvartal.demo");
    }

    private static Letter letter(String text) {
        var mail = new Mail("head@alatau.demo", "Бағалаңыз: Kvartal ₸", "<p>Сәлем</p>", text);
        return new Letter(Ids.next(), mail, "QUEUED", 1, Instant.EPOCH);
    }

    @Test
    void aLetterArrivesWithBothBodiesAndItsOwnId() throws Exception {
        var letter = letter("Сәлеметсіз бе! https://kvartal.demo/nps/x");
        smtp(SERVER.getSmtp().getPort()).send(letter).block(Duration.ofSeconds(20));

        MimeMessage received = SERVER.getReceivedMessages()[0];
        assertThat(received.getSubject()).isEqualTo("Бағалаңыз: Kvartal ₸");
        assertThat(received.getMessageID()).isEqualTo("<" + letter.id() + "@kvartal>");
        assertThat(received.getAllRecipients()[0]).hasToString("head@alatau.demo");
        var content = (MimeMultipart) received.getContent();
        assertThat(part(content, "text/plain")).contains("Сәлеметсіз бе! https://kvartal.demo/nps/x");
        assertThat(part(content, "text/html")).contains("<p>Сәлем</p>");
    }

    @Test
    void aFileArrivesWithItsNameAndItsBytes() throws Exception {
        var bytes = new byte[] {'%', 'P', 'D', 'F', 0, 1, 2, (byte) 0xff};
        var letter = letter("x").with(List.of(new Attachment("Счёт-KV-000042.pdf", "application/pdf", bytes)));
        SERVER.purgeEmailFromAllMailboxes();
        smtp(SERVER.getSmtp().getPort()).send(letter).block(Duration.ofSeconds(20));

        var parts = (MimeMultipart) SERVER.getReceivedMessages()[0].getContent();
        var file = parts.getBodyPart(parts.getCount() - 1);
        assertThat(MimeUtility.decodeText(file.getFileName())).isEqualTo("Счёт-KV-000042.pdf");
        assertThat(file.isMimeType("application/pdf")).isTrue();
        assertThat(file.getInputStream().readAllBytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../etc/passwd", "a\r\nX: y.pdf", "", "a b.pdf"})
    void aFileNameIsPlain(String name) {
        assertThatThrownBy(() -> new Attachment(name, "application/pdf", new byte[1]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aServerThatIsAwayIsAnErrorNotALoss() {
        assertThatThrownBy(() -> smtp(1).send(letter("x")).block(Duration.ofSeconds(20)))
                .isInstanceOf(MailSendException.class);
    }

    @Test
    void linksAreFoundInThePlainBody() {
        assertThat(letter("a https://x.kz/nps/1?score=9 b\nhttp://y.kz").links())
                .containsExactly("https://x.kz/nps/1?score=9", "http://y.kz");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two@x.kz,three@x.kz", "no-at", "a@b\nBcc: c@d", "<a@b>", ""})
    void onlyOnePlainAddress(String to) {
        assertThatThrownBy(() -> new Mail(to, "s", "h", "t")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nBcc: x@y.kz", "", "\u0000"})
    void aSubjectIsOneLine(String subject) {
        assertThatThrownBy(() -> new Mail("a@b.kz", subject, "h", "t")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pausesGrowAndEnd() {
        assertThat(MailDelivery.waitAfter(1)).isEqualTo(Duration.ofSeconds(30));
        assertThat(MailDelivery.waitAfter(2)).isEqualTo(Duration.ofSeconds(60));
        assertThat(MailDelivery.waitAfter(12)).isEqualTo(Duration.ofHours(6));
    }

    private static String part(MimeMultipart parts, String type) throws Exception {
        for (int i = 0; i < parts.getCount(); i++) {
            var body = parts.getBodyPart(i);
            if (body.getContent() instanceof MimeMultipart inner) {
                var found = part(inner, type);
                if (!found.isEmpty()) {
                    return found;
                }
            } else if (body.isMimeType(type)) {
                return (String) body.getContent();
            }
        }
        return "";
    }
}
