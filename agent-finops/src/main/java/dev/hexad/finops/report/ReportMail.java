package dev.hexad.finops.report;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Sends reports by the mail server that {@code spring.mail} names. */
@Component
class ReportMail {
  private final ObjectProvider<JavaMailSender> server;
  private final String from;

  ReportMail(
      ObjectProvider<JavaMailSender> server,
      @Value("${hexad.finops.mail-from:hexad@localhost}") String from) {
    this.server = server;
    this.from = from;
  }

  void send(Outgoing report) throws IOException {
    JavaMailSender mail = server.getIfAvailable();
    if (mail == null) {
      throw new IOException("No mail server is set; set spring.mail.host of this agent.");
    }
    try {
      MimeMessage mime = mail.createMimeMessage();
      var message = new MimeMessageHelper(mime, true, "UTF-8");
      message.setFrom(from);
      message.setTo(Objects.requireNonNull(report.schedule().to()).strip().split("[,;\\s]+"));
      message.setSubject(report.title());
      message.setText(report.title() + ".\n");
      message.addAttachment(
          report.fileName(),
          new ByteArrayResource(report.content()),
          report.schedule().format().contentType());
      mime.setHeader("X-Hexad-Report", report.key());
      mail.send(mime);
    } catch (MailException | MessagingException e) {
      throw new IOException("The e-mail was not sent: " + e.getMessage(), e);
    }
  }
}
