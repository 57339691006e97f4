package dev.hexad.ci.artifact;

import dev.hexad.objectstore.ObjectStoreConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration
@Import(ObjectStoreConfiguration.class)
class ArtifactConfiguration {}
