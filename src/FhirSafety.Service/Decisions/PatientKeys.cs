using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FhirSafety.Memory;
using FhirSafety.Service.Operations;

namespace FhirSafety.Service.Decisions;

/// <summary>Stands in for patients: HMAC-SHA256 over client, tenant and patient id, keyed with the site's secret.</summary>
internal sealed class PatientKeys(DecisionSettings settings)
{
    private readonly byte[] _key = [.. settings.PatientKey];

    /// <summary>What is stored in place of the patient.</summary>
    public string HashOf(Caller caller, string patientId) => Convert.ToHexStringLower(Keyed("patient", caller, patientId));

    /// <summary>Seals facts of the patient. Its key is another one than the stored hash: who reads the store cannot unseal them.</summary>
    public FactsSeal SealOf(Caller caller, string patientId) => new([.. Keyed("facts", caller, patientId)]);

    // Lengths go before the texts, so that no two pairs of client and patient read alike.
    private byte[] Keyed(string purpose, Caller caller, string patientId) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"{purpose}|{caller.Client.Length}|{caller.Client}|{caller.Tenant.Length}|{caller.Tenant}|{patientId}")));
}
