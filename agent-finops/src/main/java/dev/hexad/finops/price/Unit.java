package dev.hexad.finops.price;

import java.util.regex.Pattern;

/** What is counted to find a price. */
public enum Unit {
  HOUR("hour", "(core |vcpu )?h(ou)?rs?"),
  GB_HOUR("GB-hour", "gi?b(yte)?s?[ -]?h(ou)?rs?|gibibyte hours?"),
  GB_MONTH("GB-month", "gi?b[ -]?mo(nth)?s?|gibibyte months?"),
  IOPS_MONTH("IOPS-month", "iops[ -]?mo(nth)?s?"),
  MIBPS_MONTH("MiBps-month", "mi?bp?s[ -]?mo(nth)?s?"),
  GB("GB", "gi?(ga)?b(yte)?s?"),
  GB_SECOND("GB-second", "(lambda-)?gb-?seconds?"),
  CAPACITY_HOUR("LCU-hour", "[ng]?lcu[ -]?h(ou)?rs?"),
  REQUEST("request", "(api )?(requests?|calls?)");

  private final String word;
  private final Pattern bill;

  Unit(String word, String bill) {
    this.word = word;
    this.bill = Pattern.compile("(?i)" + bill);
  }

  /** As people and usage of plans name it. */
  public String word() {
    return word;
  }

  /** Whether a bill means it by a word. */
  boolean names(String unit) {
    return bill.matcher(unit.strip()).matches();
  }
}
