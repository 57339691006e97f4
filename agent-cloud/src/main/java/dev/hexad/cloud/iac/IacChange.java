package dev.hexad.cloud.iac;

import org.jspecify.annotations.Nullable;

/**
 * What is to be written in a configuration.
 *
 * @param attribute what is to be set
 * @param value to what
 * @param hcl as Terraform writes it; null where that depends on how it is written now
 */
public record IacChange(String attribute, String value, @Nullable String hcl) {}
