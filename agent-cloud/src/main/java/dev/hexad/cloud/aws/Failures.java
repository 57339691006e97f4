package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.ProviderException;
import dev.hexad.cloud.provider.ProviderException.Kind;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Brings what the SDK throws into the words that all providers share. */
final class Failures {
  private static final Set<String> CREDENTIALS =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "RequestExpired",
          "InvalidClientTokenId",
          "UnrecognizedClientException",
          "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "AuthFailure");
  private static final Set<String> DENIED =
      Set.of(
          "AccessDenied",
          "AccessDeniedException",
          "UnauthorizedOperation",
          "AuthorizationError",
          "NotAuthorized",
          "OptInRequired",
          "SubscriptionRequiredException");

  private Failures() {}

  static ProviderException of(SdkException e) {
    if (!(e instanceof AwsServiceException service)) {
      return new ProviderException(Kind.UNREACHABLE, "AWS does not answer: " + e.getMessage(), e);
    }
    String code = code(service);
    Kind kind = kind(service, code);
    var details = service.awsErrorDetails();
    String said = details == null ? "" : String.valueOf(details.errorMessage());
    String where = details == null ? "AWS" : "AWS " + details.serviceName();
    return new ProviderException(kind, where + " answered " + code + ": " + said, e);
  }

  private static Kind kind(AwsServiceException e, String code) {
    if (e.isThrottlingException()) {
      return Kind.THROTTLED;
    }
    if (CREDENTIALS.contains(code)) {
      return Kind.CREDENTIALS;
    }
    if (DENIED.contains(code) || code.contains("AccessDenied")) {
      return Kind.DENIED;
    }
    if (e.statusCode() == 404 || code.contains("NotFound") || code.startsWith("NoSuch")) {
      return Kind.NOT_FOUND;
    }
    return e.statusCode() >= 500 ? Kind.FAILED : Kind.REFUSED;
  }

  static String code(AwsServiceException e) {
    var details = e.awsErrorDetails();
    String code = details == null ? null : details.errorCode();
    return code == null ? Integer.toString(e.statusCode()) : code;
  }

  /** The answer, or null when there is no such thing. */
  static <T> @Nullable T orNull(Supplier<T> question) {
    try {
      return question.get();
    } catch (AwsServiceException e) {
      if (kind(e, code(e)) == Kind.NOT_FOUND) {
        return null;
      }
      throw e;
    }
  }
}
