package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.ProviderException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.CredentialReportExpiredException;
import software.amazon.awssdk.services.iam.model.CredentialReportNotPresentException;
import software.amazon.awssdk.services.iam.model.CredentialReportNotReadyException;

/** When the root user of an account was used last, as the credential report has it. */
final class RootUse {
  private static final String ROOT = "<root_account>";
  private static final List<String> USES =
      List.of("password_last_used", "access_key_1_last_used_date", "access_key_2_last_used_date");

  private RootUse() {}

  /** Empty where it never was, and until AWS has written the report. */
  static Optional<Instant> last(IamClient iam) {
    try {
      iam.generateCredentialReport();
      SdkBytes content = iam.getCredentialReport().content();
      return content == null ? Optional.empty() : last(content.asUtf8String());
    } catch (CredentialReportNotReadyException
        | CredentialReportNotPresentException
        | CredentialReportExpiredException e) {
      return Optional.empty();
    } catch (AwsServiceException e) {
      // Whoever may not read the report may read the rest.
      if (Failures.of(e).kind() == ProviderException.Kind.DENIED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** From the report itself; no field of it has a comma. */
  static Optional<Instant> last(String report) {
    List<String> lines = report.lines().toList();
    List<String> names = lines.isEmpty() ? List.of() : Arrays.asList(lines.getFirst().split(","));
    return lines.stream()
        .map(line -> Arrays.asList(line.split(",")))
        .filter(fields -> fields.getFirst().equals(ROOT))
        .flatMap(fields -> USES.stream().map(use -> time(fields, names.indexOf(use))))
        .filter(Objects::nonNull)
        .max(Instant::compareTo);
  }

  private static @Nullable Instant time(List<String> fields, int place) {
    String text = place < 0 || place >= fields.size() ? "" : fields.get(place);
    return text.matches("\\d{4}-.*") ? OffsetDateTime.parse(text).toInstant() : null;
  }
}
