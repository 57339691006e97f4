package dev.hexad.cloud.audit;

/** How bad it is, worst first. */
enum Severity {
  CRITICAL,
  HIGH,
  MEDIUM,
  LOW
}
