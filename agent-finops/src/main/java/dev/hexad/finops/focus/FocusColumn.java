package dev.hexad.finops.focus;

import static dev.hexad.finops.focus.FocusColumn.Place.DETAIL;
import static dev.hexad.finops.focus.FocusColumn.Place.DIMENSION;
import static dev.hexad.finops.focus.FocusColumn.Place.ROW;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The columns of FOCUS 1.2, in its order, and where the store keeps each of them. */
public enum FocusColumn {
  AVAILABILITY_ZONE("AvailabilityZone", DETAIL),
  BILLED_COST("BilledCost", ROW),
  BILLING_ACCOUNT_ID("BillingAccountId", DIMENSION),
  BILLING_ACCOUNT_NAME("BillingAccountName", DETAIL),
  BILLING_ACCOUNT_TYPE("BillingAccountType", DETAIL),
  BILLING_CURRENCY("BillingCurrency", DIMENSION),
  BILLING_PERIOD_END("BillingPeriodEnd", DETAIL),
  BILLING_PERIOD_START("BillingPeriodStart", DETAIL),
  CAPACITY_RESERVATION_ID("CapacityReservationId", DETAIL),
  CAPACITY_RESERVATION_STATUS("CapacityReservationStatus", DETAIL),
  CHARGE_CATEGORY("ChargeCategory", DIMENSION),
  CHARGE_CLASS("ChargeClass", DIMENSION),
  CHARGE_DESCRIPTION("ChargeDescription", DETAIL),
  CHARGE_FREQUENCY("ChargeFrequency", DIMENSION),
  CHARGE_PERIOD_END("ChargePeriodEnd", ROW),
  CHARGE_PERIOD_START("ChargePeriodStart", ROW),
  COMMITMENT_DISCOUNT_CATEGORY("CommitmentDiscountCategory", DETAIL),
  COMMITMENT_DISCOUNT_ID("CommitmentDiscountId", DIMENSION),
  COMMITMENT_DISCOUNT_NAME("CommitmentDiscountName", DETAIL),
  COMMITMENT_DISCOUNT_QUANTITY("CommitmentDiscountQuantity", ROW),
  COMMITMENT_DISCOUNT_STATUS("CommitmentDiscountStatus", DIMENSION),
  COMMITMENT_DISCOUNT_TYPE("CommitmentDiscountType", DIMENSION),
  COMMITMENT_DISCOUNT_UNIT("CommitmentDiscountUnit", DETAIL),
  CONSUMED_QUANTITY("ConsumedQuantity", ROW),
  CONSUMED_UNIT("ConsumedUnit", DETAIL),
  CONTRACTED_COST("ContractedCost", ROW),
  CONTRACTED_UNIT_PRICE("ContractedUnitPrice", ROW),
  EFFECTIVE_COST("EffectiveCost", ROW),
  INVOICE_ID("InvoiceId", DETAIL),
  INVOICE_ISSUER_NAME("InvoiceIssuerName", DETAIL),
  LIST_COST("ListCost", ROW),
  LIST_UNIT_PRICE("ListUnitPrice", ROW),
  PRICING_CATEGORY("PricingCategory", DIMENSION),
  PRICING_CURRENCY("PricingCurrency", DETAIL),
  PRICING_CURRENCY_CONTRACTED_UNIT_PRICE("PricingCurrencyContractedUnitPrice", ROW),
  PRICING_CURRENCY_EFFECTIVE_COST("PricingCurrencyEffectiveCost", ROW),
  PRICING_CURRENCY_LIST_UNIT_PRICE("PricingCurrencyListUnitPrice", ROW),
  PRICING_QUANTITY("PricingQuantity", ROW),
  PRICING_UNIT("PricingUnit", DETAIL),
  PROVIDER_NAME("ProviderName", DIMENSION),
  PUBLISHER_NAME("PublisherName", DIMENSION),
  REGION_ID("RegionId", DIMENSION),
  REGION_NAME("RegionName", DETAIL),
  RESOURCE_ID("ResourceId", ROW),
  RESOURCE_NAME("ResourceName", ROW),
  RESOURCE_TYPE("ResourceType", DIMENSION),
  SERVICE_CATEGORY("ServiceCategory", DIMENSION),
  SERVICE_NAME("ServiceName", DIMENSION),
  SERVICE_SUBCATEGORY("ServiceSubcategory", DETAIL),
  SKU_ID("SkuId", DETAIL),
  SKU_METER("SkuMeter", DETAIL),
  SKU_PRICE_DETAILS("SkuPriceDetails", DETAIL),
  SKU_PRICE_ID("SkuPriceId", DETAIL),
  SUB_ACCOUNT_ID("SubAccountId", DIMENSION),
  SUB_ACCOUNT_NAME("SubAccountName", DIMENSION),
  SUB_ACCOUNT_TYPE("SubAccountType", DETAIL),
  TAGS("Tags", DIMENSION);

  private static final Map<String, FocusColumn> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(FocusColumn::column, Function.identity()));

  private final String column;
  private final Place place;

  FocusColumn(String column, Place place) {
    this.column = column;
    this.place = place;
  }

  /** Where the store keeps a column. */
  public enum Place {
    /** With what costs are grouped by, once for all charges that agree in it. */
    DIMENSION,
    /** With what else repeats. */
    DETAIL,
    /** With each charge. */
    ROW
  }

  /** Its name in a file. */
  public String column() {
    return column;
  }

  public Place place() {
    return place;
  }

  /** The columns that are kept there. */
  public static List<FocusColumn> of(Place place) {
    return Arrays.stream(values()).filter(column -> column.place == place).toList();
  }

  public static Optional<FocusColumn> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
