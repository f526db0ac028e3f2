namespace FhirSafety.Baclofen;

/// <summary>What makes a taper longer (clinical page, section 8 rule 1). Any of them is enough.</summary>
/// <param name="SeizureHistory">Epilepsy or a seizure, now or earlier; a febrile one alone does not count.</param>
/// <param name="EarlierWithdrawal">Withdrawal symptoms after an earlier stop of the drug.</param>
/// <param name="SpinalInjury">An injury of the cervical or thoracic cord.</param>
/// <param name="OlderAge">The older age of the policy.</param>
/// <param name="SedativeStopped">A benzodiazepine, an opioid or alcohol is being withdrawn as well.</param>
/// <param name="Pregnant">Pregnancy.</param>
/// <param name="Child">Under 18; also sets how steps are rounded and divided.</param>
/// <param name="HistoryNotSeen">The problem list was not seen whole, so that seizures and injuries cannot be excluded.</param>
public readonly record struct TaperFlags(
    bool SeizureHistory = false,
    bool EarlierWithdrawal = false,
    bool SpinalInjury = false,
    bool OlderAge = false,
    bool SedativeStopped = false,
    bool Pregnant = false,
    bool Child = false,
    bool HistoryNotSeen = false)
{
    /// <summary>Whether any is set.</summary>
    public bool Any => this != default;
}
