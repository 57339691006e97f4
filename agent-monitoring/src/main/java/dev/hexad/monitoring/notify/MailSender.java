package dev.hexad.monitoring.notify;

import dev.hexad.monitoring.settings.Channel;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailParseException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** Sends e-mails by the server that {@code spring.mail} names. */
@Component
final class MailSender implements Sender {
  private final ObjectProvider<JavaMailSender> server;
  private final String from;

  MailSender(
      ObjectProvider<JavaMailSender> server,
      @Value("${hexad.monitoring.mail-from:hexad@localhost}") String from) {
    this.server = server;
    this.from = from;
  }

  @Override
  public Channel.Kind kind() {
    return Channel.Kind.EMAIL;
  }

  @Override
  public void send(Target target, Message message, String key) throws IOException {
    JavaMailSender mail = server.getIfAvailable();
    if (mail == null) {
      throw new RefusedException("No mail server is set; set spring.mail.host of this agent.");
    }
    try {
      MimeMessage mime = mail.createMimeMessage();
      mime.setFrom(from);
      for (String to : Objects.requireNonNull(target.channel().to()).split("[,;\\s]+")) {
        mime.addRecipients(jakarta.mail.Message.RecipientType.TO, to);
      }
      mime.setSubject(message.headline(), "UTF-8");
      mime.setText(message.text(), "UTF-8");
      // A mail program shows what belongs to one incident together.
      mime.setHeader("X-Hexad-Notification", key);
      mime.setHeader("References", "<" + message.alias() + "@hexad>");
      mail.send(mime);
    } catch (MailParseException | MessagingException e) {
      throw new RefusedException("The e-mail cannot be written: " + e.getMessage());
    } catch (MailAuthenticationException e) {
      throw new IOException("The mail server does not know us: " + e.getMessage(), e);
    } catch (MailException e) {
      throw new IOException("The mail server did not take it: " + e.getMessage(), e);
    }
  }
}
