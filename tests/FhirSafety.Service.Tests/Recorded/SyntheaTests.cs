using System.Net;
using System.Text.Json;
using FhirSafety.Benchmarks;
using FhirSafety.Service.Tests.Support;

namespace FhirSafety.Service.Tests.Recorded;

public sealed class SyntheaTests(DaysHeldStill days) : IClassFixture<DaysHeldStill>
{
    private const string Moment = "2026-11-22T10:00:00Z";

    private static readonly DateOnly ThirtyDaysBefore = new(2026, 10, 23);

    public static TheoryData<string, string, string> Expected
    {
        get
        {
            TheoryData<string, string, string> rows = [];
            foreach (string[] row in SyntheticPatient.ExpectedRows)
            {
                rows.Add(row[0], row[1], row[2]);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Expected))]
    public async Task A_new_order_of_30_mg_a_day_is_answered_as_the_clinical_rules_demand(string patient, string dates, string findings)
    {
        using HookClient ehr = days.Client(Moment);
        SyntheticPatient record = SyntheticPatient.Read(patient);

        HookReply reply = await ehr.CallAsync((dates == "moved" ? record.WithNewestResult(ThirtyDaysBefore) : record).OrderSign(await Templates(ehr)));

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(findings, string.Join(", ", reply.Cards.SelectMany(Said.Findings).Select(Said.Finding).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Merged_cards_interrupt_far_less_than_one_card_a_finding_and_hide_nothing_critical(bool asRecorded)
    {
        CardFigures figures = await CardFigures.CountAsync(SyntheticPatient.Folder, asRecorded);
        Assert.Equal(SyntheticPatient.Ids.Count(), figures.Orders);
        Assert.Empty(figures.Hidden);
        Assert.True(figures.FewerOfAll >= 0.6, $"only {figures.FewerOfAll:P0} fewer cards");
        Assert.True(figures.InterruptiveAnOrder < 2, $"{figures.InterruptiveAnOrder} interruptive cards an order");
    }

    [Fact]
    public void Every_patient_is_expected_twice_fresh_and_stale()
    {
        Assert.Equal(
            SyntheticPatient.Ids.SelectMany(id => (string[])[$"{id} as recorded", $"{id} moved"]).Order(StringComparer.Ordinal),
            SyntheticPatient.ExpectedRows.Select(row => $"{row[0]} {row[1]}").Order(StringComparer.Ordinal));
    }

    private static async Task<JsonElement> Templates(HookClient ehr)
    {
        (_, string body) = await ehr.GetPlainAsync("/cds-services");
        return JsonElement.Parse(body).GetProperty("services").EnumerateArray()
            .Single(service => service.GetProperty("hook").ValueEquals("order-sign")).GetProperty("prefetch");
    }
}
