using System.Text.RegularExpressions;
using FhirSafety.Reading;

namespace FhirSafety.Tests.Reading;

/// <summary>What an EHR is asked for: no more than the precautions of a hook use, in words every client can send.</summary>
public sealed class NeedsTests
{
    private static readonly Need[] TherapyAndKidneys =
    [
        Need.Patient, Need.Medications, Need.Statements, Need.Dispenses, Need.KidneyLabs, Need.Conditions, Need.BodySize,
        Need.Procedures, Need.ServiceRequests, Need.Encounter,
    ];

    private static readonly Need[] Withdrawal = [Need.Allergies, Need.Pregnancy, Need.CarePlans];

    private static readonly Need[] Refill = [Need.Administrations, Need.Appointments];

    public static TheoryData<string, Need[]> Used => new()
    {
        { "order-select", [.. TherapyAndKidneys, Need.Allergies, Need.Pregnancy, Need.Alcohol, Need.VitalSigns] },
        { "order-sign", [.. TherapyAndKidneys, .. Withdrawal, .. Refill, Need.Alcohol, Need.VitalSigns, Need.OtherLabs] },
        { "patient-view", [.. TherapyAndKidneys, .. Withdrawal, .. Refill, Need.OtherLabs] },
        { "encounter-discharge", [.. TherapyAndKidneys, .. Withdrawal, .. Refill, Need.OtherLabs, Need.EndedOrders] },
    };

    [Theory]
    [MemberData(nameof(Used))]
    public void A_hook_asks_for_what_its_precautions_use_and_no_more(string hook, Need[] used)
    {
        used = [.. used.Order()];

        Assert.Equal(used, Recorded.Drug.NeedsOf(hook));
        Assert.Equal(
            used.Select(need => Recorded.Drug.Needs[need].Key),
            Assert.Single(Recorded.Drug.Services, service => service.Hook == hook).Prefetch.Select(template => template.Key));
    }

    [Fact]
    public void A_hook_without_precautions_asks_for_the_patient_alone() =>
        Assert.Equal(Need.Patient, Assert.Single(Recorded.Drug.NeedsOf("appointment-book")));

    [Fact]
    public void Every_need_has_its_own_row_in_the_order_of_the_table()
    {
        Need[] all = Enum.GetValues<Need>();

        Assert.Equal(all, all.Select(need => Recorded.Drug.Needs[need].Need));
        Assert.Equal(all.Length, all.Select(need => Recorded.Drug.Needs[need].Key).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(
            all.Select(need => Recorded.Drug.Needs[need].Key),
            Recorded.Drug.Needs.Templates(all).Select(template => template.Key));
    }

    // Conformance sheet, items 19 and 24. Sorts are the search parameters R4 defines for the type.
    [Fact]
    public void Templates_stay_in_the_subset_that_every_client_can_send()
    {
        Regex read = new(@"^(Patient/\{\{context\.patientId\}\}|Encounter/\{\{context\.encounterId\}\})$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture);
        Regex search = new(
            @"^[A-Z][A-Za-z]+\?patient=\{\{context\.patientId\}\}(&encounter=\{\{context\.encounterId\}\})?(&status=[a-z,-]+)?(&code=[^&{}\s]+)?(&_sort=-[a-z-]+)?&_count=[0-9]+$",
            RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture);
        foreach (Need need in Enum.GetValues<Need>())
        {
            string template = Recorded.Drug.Needs[need].Template;

            Assert.True(read.IsMatch(template) || search.IsMatch(template), template);
            Assert.DoesNotContain("_include", template, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Observation", "-date")]
    [InlineData("Procedure", "-date")]
    [InlineData("MedicationAdministration", "-effective-time")]
    public void A_search_is_sorted_only_by_what_R4_can_sort_its_type_by(string type, string sort)
    {
        string[] sorted = [.. Enum.GetValues<Need>().Select(need => Recorded.Drug.Needs[need].Template).Where(template => template.StartsWith(type + "?", StringComparison.Ordinal))];

        Assert.NotEmpty(sorted);
        Assert.All(sorted, template => Assert.Contains($"&_sort={sort}&", template, StringComparison.Ordinal));
    }

    [Fact]
    public void Other_types_are_not_sorted() => Assert.All(
        Enum.GetValues<Need>().Select(need => Recorded.Drug.Needs[need].Template)
            .Where(template => !Regex.IsMatch(template, "^(Observation|Procedure|MedicationAdministration)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)),
        template => Assert.DoesNotContain("_sort", template, StringComparison.Ordinal));

    [Theory]
    [InlineData(Need.KidneyLabs, "http://loinc.org|2160-0")]
    [InlineData(Need.BodySize, "http://loinc.org|8302-2")]
    [InlineData(Need.Pregnancy, "http://loinc.org|82810-3")]
    [InlineData(Need.Pregnancy, "http://loinc.org|63895-7")]
    [InlineData(Need.Alcohol, "http://loinc.org|75626-2")]
    [InlineData(Need.VitalSigns, "http://loinc.org|85354-9")]
    [InlineData(Need.OtherLabs, "http://loinc.org|1742-6")]
    [InlineData(Need.OtherLabs, "http://loinc.org|1920-8")]
    [InlineData(Need.OtherLabs, "http://loinc.org|4548-4")]
    [InlineData(Need.OtherLabs, "http://loinc.org|2157-6")]
    public void Observations_are_asked_for_by_the_reviewed_codes(Need need, string code) =>
        Assert.Contains(code, Recorded.Drug.Needs[need].Template, StringComparison.Ordinal);

    [Fact]
    public void A_measured_clearance_is_no_kidney_result_that_is_asked_for() =>
        Assert.All(
            Recorded.Drug.Terms.Rows("observations").Where(row => row.Group == "creatinine-clearance-measured"),
            row => Assert.DoesNotContain($"|{row.Code},", Recorded.Drug.Needs[Need.KidneyLabs].Template, StringComparison.Ordinal));

    [Theory]
    [InlineData("http://snomed.info/sct|302497006", true)]
    [InlineData("http://snomed.info/sct|103735009", true)]
    [InlineData("http://snomed.info/sct|305336008", true)]
    [InlineData("J0475", true)]
    [InlineData("J0476", true)]
    [InlineData("http://snomed.info/sct|236973005", false)]
    [InlineData("http://snomed.info/sct|386639001", false)]
    public void Procedures_are_asked_for_by_what_precautions_know_and_orders_by_all_of_it_but_births(string code, bool ordersToo)
    {
        string[] Codes(Need need) => Recorded.Drug.Needs[need].Template.Split("code=")[1].Split('&')[0].Split(',');

        Assert.Contains(code, Codes(Need.Procedures));
        Assert.Equal(ordersToo, Codes(Need.ServiceRequests).Contains(code));
    }

    // A finding is no procedure, and a code of conditions finds none.
    [Theory]
    [InlineData("170935008")]
    [InlineData("17369002")]
    [InlineData("105502003")]
    [InlineData("Z51.5")]
    public void Conditions_are_not_asked_for_among_procedures(string code) =>
        Assert.DoesNotContain(code, Recorded.Drug.Needs[Need.Procedures].Template, StringComparison.Ordinal);

    // RFC 9110 advises 8,000 octets, but IIS refuses a query of more than 2,048 unless it is told otherwise.
    [Fact]
    public void Every_query_is_short_enough_for_EHRs_escaped_and_with_the_longest_id_R4_allows()
    {
        foreach (Need need in Enum.GetValues<Need>())
        {
            string filled = Recorded.Drug.Needs[need].Template.Replace("{{context.patientId}}", new string('a', 64), StringComparison.Ordinal);
            Uri address = new("http://ehr/" + filled);

            Assert.InRange(address.PathAndQuery.Length, 1, 2000);
        }
    }
}
