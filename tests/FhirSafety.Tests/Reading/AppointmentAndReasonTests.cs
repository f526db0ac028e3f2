using System.Collections.Immutable;
using System.Text.Json.Nodes;
using FhirSafety.Clinical;

namespace FhirSafety.Tests.Reading;

/// <summary>Appointments, and what an order is for.</summary>
public sealed class AppointmentAndReasonTests
{
    [Fact]
    public void An_appointment_tells_when_and_what_for()
    {
        PatientAppointment visit = Assert.Single(Appointments("""
            {"status":"booked","start":"2026-12-01T10:00:00+01:00","serviceType":[{"text":"Pump refill"}],"description":"bring card"}
            """));

        Assert.True(visit is { IsBooked: true, Source: "Appointment/v", Words: "Pump refill bring card" });
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.Zero), visit.StartsAt);
    }

    [Theory]
    [InlineData("""{"status":"cancelled"}""")]
    [InlineData("""{"status":"noshow"}""")]
    [InlineData("""{"status":"entered-in-error"}""")]
    public void An_appointment_that_is_off_is_none(string said) => Assert.Empty(Appointments(said));

    [Theory]
    [InlineData("""{"status":"proposed","start":"tomorrow","serviceType":"refill"}""")]
    [InlineData("{}")]
    public void An_appointment_that_does_not_stand_yet_is_not_booked(string said) =>
        Assert.True(Assert.Single(Appointments(said)) is { IsBooked: false, StartsAt: null, Words: "" });

    [Theory]
    [InlineData("""{"code":{"text":"Baclofen pump refill"},"occurrenceDateTime":"2026-12-01"}""", "Baclofen pump refill 2026-12-01")]
    [InlineData("""{"code":{"text":"Baclofen pump refill"},"occurrencePeriod":{"start":"2026-12-01"}}""", "Baclofen pump refill 2026-12-01")]
    [InlineData("""{"code":{"text":"Baclofen pump refill"}}""", null)]
    [InlineData("""{"status":"revoked","code":{"text":"Baclofen pump refill"},"occurrenceDateTime":"2026-12-01"}""", null)]
    public void What_is_ordered_for_a_day_is_kept_with_its_words(string said, string? kept) => Assert.Equal(
        kept,
        Recorded.Under("serviceRequests", Json.With("""{"resourceType":"ServiceRequest","id":"s","status":"active","intent":"order"}""", said)).Patient.Procedures.Items
            .Select(service => $"{service.Words} {service.DueOn:yyyy-MM-dd}").SingleOrDefault());

    [Fact]
    public void Reasons_are_read_from_codes_from_contained_conditions_and_as_references()
    {
        DrugOrder order = Ordered("""
            {"reasonCode":[{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"N18.4"}]},{"text":"spasm"}],
             "contained":[{"resourceType":"Condition","id":"c","code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"E11.9"}]}}],
             "reasonReference":[{"reference":"#c"},{"reference":"https://ehr.example/fhir/Condition/k/_history/2"},{"reference":"Observation/x"},{"reference":"#gone"}]}
            """);

        Assert.Equal(["ckd", "diabetes"], order.Reasons.Select(reason => reason.Set));
        Assert.Equal("Condition/k", Assert.Single(order.ReasonConditions));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"reasonCode":null,"reasonReference":"Condition/k"}""")]
    [InlineData("""{"reasonCode":[null,7,{"coding":"N18.4"}],"reasonReference":[{"reference":{}},[]]}""")]
    public void An_order_without_readable_reasons_has_none(string said)
    {
        DrugOrder order = Ordered(said);

        Assert.Empty(order.Reasons);
        Assert.Empty(order.ReasonConditions);
    }

    private static ImmutableArray<PatientAppointment> Appointments(string said) =>
        Recorded.Under("appointments", Json.With("""{"resourceType":"Appointment","id":"v"}""", said)).Patient.Appointments.Items;

    private static DrugOrder Ordered(string said) => Assert.Single(Recorded.Read(new JsonObject(), Json.With(Recorded.Draft, said)).Session.Drafts);
}
