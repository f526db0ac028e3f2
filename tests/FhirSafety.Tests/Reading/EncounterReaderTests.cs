using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using FhirSafety.Reading;

namespace FhirSafety.Tests.Reading;

public sealed class EncounterReaderTests
{
    [Theory]
    [InlineData("encounter-start", null)]
    [InlineData("encounter-discharge", null)]
    [InlineData("order-sign", "e")]
    [InlineData("patient-view", "e")]
    public void An_encounter_that_did_not_come_is_not_taken_for_none(string hook, string? encounter)
    {
        (Known<PatientEncounter> read, Known<CareSetting> setting) = Of(hook, encounter);

        Assert.Equal(MissingReason.NotSupplied, Assert.IsType<Known<PatientEncounter>.Missing>(read).Reason);
        Assert.Equal(MissingReason.NotSupplied, Assert.IsType<Known<CareSetting>.Missing>(setting).Reason);
    }

    [Theory]
    [InlineData("order-sign")]
    [InlineData("patient-view")]
    public void A_call_that_need_not_name_one_and_does_not_is_of_an_outpatient(string hook)
    {
        (Known<PatientEncounter> read, Known<CareSetting> setting) = Of(hook, null);

        Assert.Equal(MissingReason.NoneOnFile, Assert.IsType<Known<PatientEncounter>.Missing>(read).Reason);
        Assert.Equal(CareSetting.Outpatient, Assert.IsType<Known<CareSetting>.Value>(setting).Fact);
    }

    private static (Known<PatientEncounter> Encounter, Known<CareSetting> Setting) Of(string hook, string? encounter)
    {
        HookRequest request = new() { Hook = hook, HookInstance = "test", PatientId = "p", EncounterId = encounter };
        Known<PatientEncounter> read = EncounterReader.Read(NeedData.Unknown(MissingReason.NotSupplied), request, TimeZoneInfo.Utc);
        return (read, EncounterReader.Setting(read, request));
    }
}
