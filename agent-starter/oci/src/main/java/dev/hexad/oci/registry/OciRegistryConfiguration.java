package dev.hexad.oci.registry;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Puts the built-in registry below {@code /v2/} of the service that imports this. */
@Configuration(proxyBeanMethods = false)
@Import({BuiltInRegistry.class, RegistryController.class})
public class OciRegistryConfiguration {}
