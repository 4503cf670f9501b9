"""What has been learned: pure; meetings in, chains and open experiments out."""
