using FhirSafety.Clinical;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Support;

/// <summary>Other drugs of a patient: <c>APatient().Taking(Oxycodone(days: 10))</c>.</summary>
internal static class OtherDrugs
{
    /// <summary>The order that <see cref="Ordered"/> makes.</summary>
    public const string OrderedId = "MedicationRequest/other";

    public static ActiveMedication Oxycodone(int days = 100) => Drug("opioids", "opioid", "oxycodone", days);

    public static ActiveMedication Diazepam(int days = 100) => Drug("benzodiazepines", "benzodiazepine", "diazepam", days);

    public static ActiveMedication Zolpidem(int days = 100) => Drug("z-drugs", "z-drug", "zolpidem", days);

    public static ActiveMedication Gabapentin(int days = 100) => Drug("gabapentinoids", "gabapentinoid", "gabapentin", days);

    public static ActiveMedication Quetiapine(int days = 100) => Drug("other-sedatives", "antipsychotic", "quetiapine", days);

    public static ActiveMedication Diphenhydramine(int days = 100) => Drug("other-sedatives", "sedating-antihistamine", "diphenhydramine", days);

    public static ActiveMedication Nabilone(int days = 100) => Drug("other-sedatives", "cannabinoid", "nabilone", days);

    public static ActiveMedication Valerian(int days = 100) => Drug("other-sedatives", "herbal", "valerian", days);

    public static ActiveMedication Tizanidine(int days = 100) => Drug("muscle-relaxants", "centrally-acting", "tizanidine", days);

    public static ActiveMedication Lisinopril(int days = 100) => Drug("antihypertensives", "acei", "lisinopril", days);

    public static ActiveMedication NaloxoneSpray(int days = 100) => Drug("naloxone", "opioid-antagonist", "naloxone", days);

    /// <summary>A drug that runs since some days at one dose; null for a record without a date.</summary>
    public static ActiveMedication Drug(string set, string group, string name, int? days = 100) =>
        new([new Meaning(set, group)], $"MedicationRequest/{name}", Ago(days), IsDraft: false)
        {
            Ingredients = [new DrugIngredient(set, name.ToUpperInvariant(), ByFreeTextOnly: false, group)],
            Name = $"{name} 5 MG Oral Tablet",
            Status = "active",
            Since = Ago(days),
            DoseKey = "5 mg at night",
        };

    /// <summary>The same drug as an order of this session; beside the running one it renews it.</summary>
    public static ActiveMedication Ordered(this ActiveMedication drug) =>
        drug with { IsDraft = true, Status = "draft", Source = OrderedId, AuthoredOn = Today, Since = Today };

    /// <summary>The patient with these drugs beside those of before.</summary>
    public static PatientSnapshot Taking(this PatientSnapshot patient, params ActiveMedication[] drugs) =>
        patient with { Medications = patient.Medications with { Items = [.. patient.Medications.Items, .. drugs] } };

    private static DateOnly? Ago(int? days) => days is { } some ? Today.AddDays(-some) : null;
}
