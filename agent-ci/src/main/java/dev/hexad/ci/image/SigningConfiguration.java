package dev.hexad.ci.image;

import dev.hexad.contracts.message.Secret;
import dev.hexad.oci.attest.Attestor;
import dev.hexad.oci.attest.SigningKey;
import dev.hexad.oci.client.ClientOptions;
import dev.hexad.service.ServiceProperties;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The key that images are signed with: {@code hexad.ci.signing-key}, else one of its own. */
@Configuration(proxyBeanMethods = false)
class SigningConfiguration {
  @Bean
  SigningKey signingKey(ServiceProperties service, @Value("${hexad.ci.signing-key:}") String pem)
      throws IOException {
    return pem.isBlank()
        ? SigningKey.in(service.dataFolder().resolve("signing"))
        : SigningKey.ofPem(Secret.of(pem));
  }

  @Bean
  Attestor attestor(SigningKey key) {
    return new Attestor(key, Attestor.BUILDER_ID, ClientOptions.DEFAULT);
  }
}
