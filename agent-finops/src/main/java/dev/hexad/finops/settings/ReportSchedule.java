package dev.hexad.finops.settings;

import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/**
 * A report that is sent by itself.
 *
 * @param name unique among the reports
 * @param cron when, with seconds: {@code 0 0 8 1 * *} is at eight on the first of each month
 * @param zone of the times, UTC when absent
 * @param days which are told, the month before when absent
 * @param metric effective when absent
 * @param format HTML when absent
 * @param to addresses of e-mail, with commas between them
 * @param url that it is posted to
 * @param secret name of the secret that the post is signed with
 */
public record ReportSchedule(
    String name,
    String cron,
    @Nullable String zone,
    @Nullable Days days,
    @Nullable Metric metric,
    @Nullable Format format,
    @Nullable String to,
    @Nullable String url,
    @Nullable String secret) {

  /** Which days a report tells. */
  public enum Days {
    LAST_MONTH,
    LAST_WEEK,
    YESTERDAY
  }

  /** What it looks like. */
  public enum Format {
    HTML("text/html;charset=UTF-8"),
    CSV("text/csv;charset=UTF-8"),
    PDF("application/pdf");

    private final String contentType;

    Format(String contentType) {
      this.contentType = contentType;
    }

    public String contentType() {
      return contentType;
    }
  }

  public ReportSchedule {
    if (name == null || !name.matches("\\w[\\w .-]{0,79}")) {
      throw new IllegalArgumentException(
          "reports: a name is 1 to 80 letters, digits, blanks, dots, dashes or underscores");
    }
    try {
      CronExpression.parse(String.valueOf(cron));
      ZoneId.of(zone == null ? "UTC" : zone);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IllegalArgumentException("reports: '" + name + "': " + e.getMessage(), e);
    }
    if ((to == null || to.isBlank()) == (url == null || url.isBlank())) {
      throw new IllegalArgumentException(
          "reports: '" + name + "' needs either addresses in 'to' or a 'url'");
    }
    if (url != null && (secret == null || secret.isBlank())) {
      throw new IllegalArgumentException(
          "reports: '" + name + "' needs the name of a secret to sign with");
    }
  }

  /** When it is due, as a cron expression. */
  public CronExpression expression() {
    return CronExpression.parse(cron);
  }

  public ZoneId zoneId() {
    return ZoneId.of(zone == null ? "UTC" : zone);
  }

  @Override
  public Days days() {
    return days == null ? Days.LAST_MONTH : days;
  }

  @Override
  public Metric metric() {
    return metric == null ? Metric.EFFECTIVE : metric;
  }

  @Override
  public Format format() {
    return format == null ? Format.HTML : format;
  }
}
