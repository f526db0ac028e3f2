using FhirSafety.CdsHooks;
using FhirSafety.Reading;
using FhirSafety.Service.Gathering;
using FhirSafety.Service.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FhirSafety.Service.Tests.Gathering;

public sealed class QueryTemplateTests
{
    [Theory]
    [InlineData("Patient/{{context.patientId}}", "Patient/a%26b%2Fc")]
    [InlineData("Encounter/{{context.encounterId}}", null)]
    [InlineData("Observation?date=ge{{today()}}", null)]
    public void A_template_is_filled_in_or_left_out(string template, string? query) =>
        Assert.Equal(query, QueryTemplate.Expand(template, Call("a&b/c", null)));

    [Fact]
    public void Every_need_can_be_asked_for()
    {
        using SafetyApp app = new();
        MonitoredDrug drug = app.Services.GetRequiredService<SafetyCheck>().Drug;
        Assert.True(FhirServerAddress.TryParse("https://ehr.example/fhir", out FhirServerAddress? server));

        Assert.All(Enum.GetValues<Need>(), need => Assert.NotNull(server.Find(QueryTemplate.Expand(drug.Needs[need].Template, Call("1", "2"))!)));
    }

    private static HookRequest Call(string patient, string? encounter) =>
        new() { Hook = "order-sign", HookInstance = "1", PatientId = patient, EncounterId = encounter };
}
