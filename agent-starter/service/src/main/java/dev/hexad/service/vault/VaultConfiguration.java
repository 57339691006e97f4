package dev.hexad.service.vault;

import dev.hexad.contracts.message.Secret;
import dev.hexad.service.ServiceProperties;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The vault of a service. */
@Configuration(proxyBeanMethods = false)
public class VaultConfiguration {
  /**
   * Under the key that {@code hexad.master-key} gives (32 bytes in base64; the same for all
   * instances of a service), else under one in the data folder, which is made at the first start.
   */
  @Bean
  @ConditionalOnMissingBean
  Vault vault(@Value("${hexad.master-key:}") String masterKey, ServiceProperties service) {
    return masterKey.isBlank()
        ? KeyFile.in(service.dataFolder()).vault()
        : Vault.under(Secret.of(masterKey));
  }
}
