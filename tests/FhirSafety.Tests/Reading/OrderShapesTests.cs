using System.Text.Json;
using FhirSafety.Clinical;
using FhirSafety.Reading;
using FhirSafety.Tests.Support;
using Hl7.Fhir.Model;

namespace FhirSafety.Tests.Reading;

/// <summary>Wrong shapes are mended for reading; right ones are left alone.</summary>
public sealed class OrderShapesTests
{
    [Theory]
    [InlineData("""{"category":{"text":"community"}}""", """{"category":[{"text":"community"}]}""")]
    [InlineData("""{"reasonCode":{"text":"Spasticity"}}""", """{"reasonCode":[{"text":"Spasticity"}]}""")]
    [InlineData("""{"dosageInstruction":{"text":"TID"}}""", """{"dosageInstruction":[{"text":"TID"}]}""")]
    [InlineData(
        """{"dosageInstruction":[{"doseAndRate":{"doseQuantity":{"value":5}}}]}""",
        """{"dosageInstruction":[{"doseAndRate":[{"doseQuantity":{"value":5}}]}]}""")]
    [InlineData(
        """{"medicationCodeableConcept":{"coding":{"code":"1"}}}""",
        """{"medicationCodeableConcept":{"coding":[{"code":"1"}]}}""")]
    [InlineData(
        """{"dosageInstruction":[{"doseQuantity":{"value":5}}]}""",
        """{"dosageInstruction":[{"doseAndRate":[{"doseQuantity":{"value":5}}]}]}""")]
    [InlineData(
        """{"dosageInstruction":[{"doseSimpleQuantity":{"value":5},"rateSimpleQuantity":{"value":1}}]}""",
        """{"dosageInstruction":[{"doseAndRate":[{"doseQuantity":{"value":5},"rateQuantity":{"value":1}}]}]}""")]
    [InlineData(
        """{"dosageInstruction":[{"doseRange":{"high":{"value":5}},"text":"x"}]}""",
        """{"dosageInstruction":[{"text":"x","doseAndRate":[{"doseRange":{"high":{"value":5}}}]}]}""")]
    [InlineData(
        """{"dosageInstruction":[{"doseQuantity":{"value":9},"doseAndRate":[{"doseQuantity":{"value":5}}]}]}""",
        """{"dosageInstruction":[{"doseAndRate":[{"doseQuantity":{"value":5}}]}]}""")]
    [InlineData("""{"dosageInstruction":[{"text":"","route":{"text":"O"}}]}""", """{"dosageInstruction":[{"route":{"text":"O"}}]}""")]
    [InlineData("""{"status":null}""", "{}")]
    [InlineData("""{"contained":[null,{"resourceType":"Medication","id":"m"}]}""", """{"contained":[{"resourceType":"Medication","id":"m"}]}""")]
    public void A_known_wrong_shape_reads_like_the_right_one(string wrong, string right)
    {
        Assert.True(OrderShapes.NeedsMending(Order(wrong)));
        Assert.False(OrderShapes.NeedsMending(Order(right)));
        Assert.True(OrderShapes.Read<MedicationRequest>(Order(wrong))!.IsExactly(OrderShapes.Read<MedicationRequest>(Order(right))!));
    }

    [Fact]
    public void What_is_a_list_only_elsewhere_stays_as_it_is()
    {
        using JsonDocument statement = JsonDocument.Parse("""{"resourceType":"MedicationStatement","category":{"text":"community"},"dosage":[{"text":"x"}]}""");

        Assert.False(OrderShapes.NeedsMending(statement.RootElement));
    }

    [Fact]
    public void A_statement_is_mended_too()
    {
        using JsonDocument statement = JsonDocument.Parse("""{"resourceType":"MedicationStatement","dosage":{"doseQuantity":{"value":5}}}""");

        MedicationStatement read = OrderShapes.Read<MedicationStatement>(statement.RootElement)!;

        Assert.Equal(5, Assert.IsType<Quantity>(Assert.Single(Assert.Single(read.Dosage).DoseAndRate).Dose).Value);
    }

    [Fact]
    public void The_received_json_is_not_touched()
    {
        JsonElement order = Order("""{"category":{"text":""}}""");
        string before = order.GetRawText();

        OrderShapes.Read<MedicationRequest>(order);

        Assert.Equal(before, order.GetRawText());
    }

    [Fact]
    public void A_number_written_as_text_is_not_made_a_number()
    {
        MedicationRequest order = OrderShapes.Read<MedicationRequest>(
            Order("""{"dosageInstruction":[{"doseQuantity":{"value":"10","unit":"mg"}}]}"""))!;

        Assert.Null(order.DosageInstruction[0].DoseAndRate[0].One<Quantity>("dose").Number("value"));
    }

    // No body is known that ends here: Firely reads all that is mended. It must not end in silence if one does.
    [Fact]
    public void An_order_that_cannot_be_read_at_all_is_an_order_whose_dose_cannot_be_read()
    {
        ReadingContext context = new(Recorded.Drug, Patients.Now, TimeZoneInfo.Utc);
        using JsonDocument lost = JsonDocument.Parse("""{"resourceType":"Basic","id":"o","dosageInstruction":{"text":"5 mg once daily"}}""");

        DrugOrder read = OrderReader.Read(new OrderedDrug(lost.RootElement, DrugIdentity.Monitored), context);

        Assert.IsType<DailyDose.Unresolved>(read.Dose);
        Assert.Contains(context.Problems, problem => problem.Code == ReadingProblem.ResourceNotReadable);
    }

    private static JsonElement Order(string members)
    {
        using JsonDocument document = JsonDocument.Parse("""{"intent":"order",""" + (members == "{}" ? "" : members[1..^1] + ",") + "\"resourceType\":\"MedicationRequest\"}");
        return document.RootElement.Clone();
    }
}
