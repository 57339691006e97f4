package dev.hexad.finops.anomaly;

import java.time.LocalDate;

/** What was charged for one place and day, or a part of it. */
public record Charge(LocalDate day, Place place, double cost) {}
