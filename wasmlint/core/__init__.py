"""What every layer speaks of: errors, places, units, findings and reports. Imports nothing else."""
