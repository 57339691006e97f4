package dev.hexad.contracts.message;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An amount of money, on the wire a decimal string and an ISO 4217 currency.
 *
 * @param amount decimal string, never in exponent notation
 * @param currency ISO 4217 code
 */
public record Money(String amount, String currency) {
  public Money {
    amount = new BigDecimal(amount).toPlainString();
    currency = Currency.getInstance(currency).getCurrencyCode();
  }

  public static Money of(BigDecimal amount, String currency) {
    return new Money(amount.toPlainString(), currency);
  }

  /** The amount as a number to calculate with. */
  public BigDecimal decimal() {
    return new BigDecimal(amount);
  }
}
