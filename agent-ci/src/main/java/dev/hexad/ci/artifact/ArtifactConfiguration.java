package dev.hexad.ci.artifact;

import dev.hexad.objectstore.FileObjectStore;
import dev.hexad.objectstore.ObjectStore;
import dev.hexad.service.ServiceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class ArtifactConfiguration {
  @Bean
  ObjectStore objectStore(ServiceProperties service) {
    return new FileObjectStore(service.dataFolder().resolve("objects"));
  }
}
