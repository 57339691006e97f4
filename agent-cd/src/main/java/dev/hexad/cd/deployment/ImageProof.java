package dev.hexad.cd.deployment;

import dev.hexad.agent.enrolment.OrchestratorClient;
import dev.hexad.cd.settings.EnvironmentPolicy;
import dev.hexad.cd.settings.Secrets;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.oci.attest.Expectations;
import dev.hexad.oci.attest.Subject;
import dev.hexad.oci.attest.Verification;
import dev.hexad.oci.attest.Verifier;
import dev.hexad.oci.client.ClientOptions;
import dev.hexad.oci.client.RegistryCredentials;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Checks signature and provenance of an image before an environment gets it. */
@Component
class ImageProof {
  private final Secrets secrets;
  private final Verifier verifier = new Verifier(ClientOptions.DEFAULT);

  @Autowired
  ImageProof(OrchestratorClient orchestrator) {
    this(orchestrator::secret);
  }

  ImageProof(Secrets secrets) {
    this.secrets = secrets;
  }

  /**
   * Returns when the image is what the policy wants, at once when it wants nothing.
   *
   * @throws HexadException with everything that is wrong
   */
  void require(EnvironmentPolicy policy, ImageRef image, ChangeRef change, Consumer<String> log) {
    if (policy.trustedKeys().isEmpty()) {
      return;
    }
    Verification found =
        verifier.verify(
            new Subject(image.repository(), image.digest()),
            credentials(policy.registrySecret()),
            policy.trustedKeys(),
            new Expectations(change.repositoryUrl(), null));
    switch (found) {
      case Verification.Verified proof ->
          log.accept(
              "%s is signed with key %.12s and was built from %s at %.8s"
                  .formatted(
                      image.digest(),
                      proof.signedBy(),
                      proof.provenance().sourceRepository(),
                      proof.provenance().commit()));
      case Verification.Unverified bad ->
          throw new HexadException(
              ProblemType.FORBIDDEN,
              "The environment takes proven images only, and of %s: %s."
                  .formatted(image.pinned(), String.join("; ", bad.reasons())));
    }
  }

  private RegistryCredentials credentials(@Nullable String secret) {
    if (secret == null) {
      return RegistryCredentials.anonymous();
    }
    String text = secrets.require(secret).reveal();
    try {
      JsonNode login = Json.mapper().readTree(text);
      return RegistryCredentials.basic(
          login.path("username").asString(""), Secret.of(login.path("password").asString("")));
    } catch (JacksonException e) {
      // The cause would quote the secret.
      throw new HexadException(
          ProblemType.INVALID,
          "The secret '" + secret + "' is not {\"username\": …, \"password\": …}.");
    }
  }
}
