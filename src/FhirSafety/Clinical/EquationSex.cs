namespace FhirSafety.Clinical;

/// <summary>Sex as the equations take it (clinical page, section 3): not recorded is treated as undetermined.</summary>
internal static class EquationSex
{
    public static Sex Of(PatientSnapshot patient) =>
        patient.Sex is Known<Sex>.Value { Fact: var sex } ? sex : Sex.Undetermined;
}
